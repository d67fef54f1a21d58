using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Indicators;

/// <summary><c>GET /api/v1/indicateurs</c>: what is kept up to date, how far the work is, of which versions. Asking begins
/// nothing.</summary>
internal sealed class IndicatorsApi(IndicatorWork work) : IService
{
    public const string Path = "/api/v1/indicateurs";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.CacheControl = "no-store";
        request.Response.Headers.Vary = "Accept-Language";
        var (current, progress) = (work.Current, work.Progress);
        var shown = current is not null
            && current.Publications.All(publication => request.Catalog.Find(publication.Manifest.Dataset)?.IsDerived == true)
            ? current : null;
        return request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json =>
        {
            json.WriteStartObject();
            json.WriteString("etat", work.Definitions.IsEmpty || work.Definitions.Calcul == IndicatorDefinitions.Never ? "jamais"
                : !work.IsWanted ? "a_la_demande" : progress.Share is not null ? "en_cours" : progress.Fault is not null
                    ? "echec" : current is null ? "rien" : "a_jour");
            if (progress.Share is { } share)
                json.WriteNumber("avancement", Math.Round(share, 3));
            if (shown is not null)
            {
                json.WriteString("calcule", shown.Computed);
                json.WriteNumber("territoires", shown.Rows.Count);
                json.WriteNumber("recalcules", progress.Measured);
                json.WriteNumber("secondes", Math.Round(progress.Seconds, 2));
                json.WriteNumber("chiffresNonNuls", shown.Rows.Values.Sum(row => row.Values.Count(value => value != 0)));
                json.WriteStartArray("couches");
                foreach (var publication in shown.Publications)
                    json.WriteStringValue(publication.Manifest.Dataset);
                json.WriteEndArray();
                json.WriteStartArray("versions");
                foreach (var input in shown.Inputs)
                {
                    json.WriteStartObject();
                    json.WriteString("couche", input.Layer);
                    json.WriteString("version", $"{input.Dataset}-{input.Version}");
                    json.WriteString("publiee", input.Published);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }));
    }
}
