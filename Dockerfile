# Build: the SDK, and Node for OpenLayers and fonts.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src ./src
RUN dotnet publish src/SrceOgc.Server -c Release -o /app

# Run: as an ordinary user.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /srv/gpkg /srv/data && chown -R app:app /srv
WORKDIR /srv
COPY --from=build /app /app
RUN ln -s /app/SrceOgc.Server /usr/local/bin/srceogc
COPY ogc /srv/ogc
COPY gpkg/exemple-brumeval.gpkg /srv/gpkg/
COPY gpkg/profils /srv/gpkg/profils
USER app
ENV SRCEOGC_URLS=http://0.0.0.0:5080 SRCEOGC_GPKG=/srv/gpkg SRCEOGC_OGC=/srv/ogc SRCEOGC_DATA=/srv/data
VOLUME ["/srv/gpkg", "/srv/data"]
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD curl -fsS http://127.0.0.1:5080/sante || exit 1
ENTRYPOINT ["dotnet", "/app/SrceOgc.Server.dll"]
