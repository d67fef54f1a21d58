using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Diagnostics;

/// <summary>What QGIS does with a service, tried one after the other on the layers of a catalogue.</summary>
internal sealed class SelfChecks(SelfRequest self, Catalog catalog, string publicUrl)
{
    /// <summary>Layers tried one by one; the capabilities are held against all.</summary>
    private const int MostLayers = 100;

    private const int RowsSearchedForAccents = 2000;

    private readonly IReadOnlyList<CatalogLayer> _layers = [.. catalog.Layers.Take(MostLayers)];

    public async Task<IReadOnlyList<DiagnosticResult>> Run() =>
    [
        new(new("Des couches sont publiées", "Layers are published"), _layers.Count > 0 ? null : new(
            "Aucune couche n'est publiée. Déposez un GeoPackage dans le dossier de dépôt ; son rapport dira ce qui ne va pas.",
                "No layer is published. Drop a GeoPackage into the drop folder; its report will tell what is wrong.")),
        new(new("Capacités WMS : toutes les couches, à la bonne adresse", "WMS capabilities: every layer, at the right address"),
            await Capabilities("/wms", "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities", layer => layer.IsSpatial)),
        new(new("Capacités WMTS : toutes les couches, à la bonne adresse", "WMTS capabilities: every layer, at the right address"),
            await Capabilities("/wmts", "SERVICE=WMTS&REQUEST=GetCapabilities", layer => layer.IsSpatial)),
        new(new("Capacités WFS : toutes les couches, pagination annoncée", "WFS capabilities: every layer, paging announced"),
            await WfsCapabilities()),
        new(new("Schéma de chaque couche (DescribeFeatureType)", "Schema of every layer (DescribeFeatureType)"), await EachLayer(Schema)),
        new(new("Première page de chaque couche (GetFeature)", "First page of every layer (GetFeature)"), await EachLayer(FirstPage)),
        new(new("Légende de chaque couche", "Legend of every layer"), await EachLayer(Legend)),
        new(new("Ordre des axes : la même carte en EPSG:4326 et en CRS:84", "Axis order: the same map in EPSG:4326 and CRS:84"),
            await EachLayer(AxisOrder)),
        new(new("Accents : une valeur accentuée se retrouve par un filtre", "Accents: a filter finds an accented value"), await Accents()),
        new(new("Une carte web d'un autre site peut lire le service (CORS)", "A web map of another site may read the service (CORS)"),
            await OtherOrigins()),
        new(new("Un territoire répond : chiffres, réponse en un point, fiche", "A territory answers: figures, answer at a point, plate"),
            await OneTerritory()),
    ];

    /// <summary>The first that is published, if there is any; the plate only where a map of it can be drawn.</summary>
    private async Task<Text?> OneTerritory()
    {
        if (TerritoryIndex.Of(catalog).Present.SelectMany(type => type.All).FirstOrDefault(each => !each.Bounds.IsEmpty) is not { } one)
            return null;
        var (address, middle) = ($"{one.Type}/{Uri.EscapeDataString(one.Code)}", one.Bounds);
        (string Path, string Query, string Type)[] asked =
        [
            ($"/api/v1/territoires/{address}", "geometrie=0", "application/json"),
            ($"/api/v1/territoires/{address}/indicateurs", "f=json", "application/json"),
            ("/ici", FormattableString.Invariant($"x={middle.CenterX}&y={middle.CenterY}&crs=CRS:84&f=json"), "application/json"),
            ($"/fiches/{address}.pdf", "", "application/pdf"),
        ];
        foreach (var (path, query, type) in asked)
            if (await self.Get(path, query) is var answer && answer.Status != 404
                && (answer.Status != 200 || !answer.ContentType.StartsWith(type, StringComparison.Ordinal)))
                return Unreadable(path, answer);
        return null;
    }

    private async Task<Text?> Capabilities(string path, string query, Func<CatalogLayer, bool> isListed)
    {
        var answer = await self.Get(path, query);
        if (Document(answer) is not { } document)
            return Unreadable(path, answer);
        var names = document.Descendants().Where(element => element.Name.LocalName is "Name" or "Identifier")
            .Select(element => element.Value[(element.Value.IndexOf(':') + 1)..]).ToHashSet();
        if (catalog.Layers.Where(isListed).FirstOrDefault(layer => !names.Contains(layer.Name)) is { } missing)
            return new($"{path} : « {missing.Name} » manque.", $"{path}: '{missing.Name}' is missing.");
        return answer.Text.Contains(publicUrl + path, StringComparison.Ordinal) ? null : new(
            $"{path} n'annonce pas l'adresse {publicUrl}{path}. Réglez « publicUrl ».",
                $"{path} does not announce {publicUrl}{path}. Set 'publicUrl'.");
    }

    private async Task<Text?> WfsCapabilities()
    {
        const string Query = "SERVICE=WFS&VERSION=2.0.0&REQUEST=GetCapabilities";
        if (await Capabilities("/wfs", Query, static _ => true) is { } fault)
            return fault;
        var paging = Document(await self.Get("/wfs", Query))!.Descendants()
            .FirstOrDefault(element => (string?)element.Attribute("name") == "ImplementsResultPaging");
        return paging?.Value.Trim() == "TRUE"
            ? null : new("La pagination n'est pas annoncée : QGIS s'arrêterait à la première page.",
            "Paging is not announced: QGIS would stop at the first page.");
    }

    private async Task<Text?> Schema(CatalogLayer layer)
    {
        var answer = await self.Get("/wfs", $"SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType&TYPENAMES={layer.Name}");
        if (Document(answer) is not { } schema)
            return Unreadable(layer.Name, answer);
        var described = schema.Descendants().Select(element => (string?)element.Attribute("name")).ToHashSet();
        return layer.Type.Fields.FirstOrDefault(field => !described.Contains(field.Name)) is { } missing ? new(
            $"{layer.Name} : « {missing.Name} » manque au schéma.", $"{layer.Name}: '{missing.Name}' is missing from the schema.") : null;
    }

    private async Task<Text?> FirstPage(CatalogLayer layer)
    {
        var answer = await self.Get("/wfs", $"SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={layer.Name}&STARTINDEX=0&COUNT=2");
        if (Document(answer) is not { } page)
            return Unreadable(layer.Name, answer);
        var matched = (string?)page.Attribute("numberMatched");
        return matched == layer.Type.Count.ToString(CultureInfo.InvariantCulture) ? null : new(
            $"{layer.Name} : {matched} objets annoncés, {layer.Type.Count} publiés. Publiez ce jeu à nouveau.",
                $"{layer.Name}: {matched} features announced, {layer.Type.Count} published. Publish the dataset again.");
    }

    private async Task<Text?> Legend(CatalogLayer layer)
    {
        if (!layer.IsSpatial)
            return null;
        var answer = await self.Get("/wms", $"SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&LAYER={layer.Name}");
        return IsPicture(answer) ? null : Unreadable(layer.Name, answer);
    }

    /// <summary>EPSG:4326 in WMS 1.3.0 is latitude first (6.7.3.2), CRS:84 longitude first: the picture must be one and the same.</summary>
    private async Task<Text?> AxisOrder(CatalogLayer layer)
    {
        if (!layer.IsSpatial || layer.GeographicExtent.IsEmpty)
            return null;
        var box = layer.GeographicExtent.Grow(0.001);
        string Map(string crs, FormattableString corners) =>
            $"SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={layer.Name}&STYLES=&CRS={crs}&BBOX={FormattableString.Invariant(corners)}"
                + $"&WIDTH=128&HEIGHT=128&FORMAT=image/png";
        var latitudeFirst = await self.Get("/wms", Map("EPSG:4326", $"{box.MinY},{box.MinX},{box.MaxY},{box.MaxX}"));
        var longitudeFirst = await self.Get("/wms", Map(CrsRegistry.Standard.LonLat.Code, $"{box.MinX},{box.MinY},{box.MaxX},{box.MaxY}"));
        if (!IsPicture(latitudeFirst))
            return Unreadable(layer.Name, latitudeFirst);
        return latitudeFirst.Body.AsSpan().SequenceEqual(longitudeFirst.Body)
            ? null : new($"{layer.Name} : les deux cartes diffèrent.", $"{layer.Name}: the two maps differ.");
    }

    private async Task<Text?> Accents()
    {
        if (AccentedValue() is not var (layer, field, value))
            return null;
        var filter = Uri.EscapeDataString($"{field.Name} = '{value.Replace("'", "''", StringComparison.Ordinal)}'");
        var answer = await self.Get("/wfs",
            $"SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={layer.Name}&COUNT=1&CQL_FILTER={filter}");
        if (Document(answer) is not { } page)
            return Unreadable(layer.Name, answer);
        return (string?)page.Attribute("numberReturned") == "1"
            ? null : new($"{layer.Name} : « {value} » ne se retrouve pas.", $"{layer.Name}: '{value}' is not found.");
    }

    private (CatalogLayer Layer, Field Field, string Value)? AccentedValue()
    {
        foreach (var layer in _layers.Where(layer => !layer.Source.IsDamaged))
        {
            using var cursor = layer.Source.Open(new FeatureQuery { Limit = RowsSearchedForAccents });
            while (cursor.MoveNext())
                for (var i = 0; i < layer.Type.Fields.Count; i++)
                    if (layer.Type.Fields[i].Kind == FieldKind.Text && cursor[i].Bytes.IndexOfAnyInRange((byte)0xC3, (byte)0xC5) >= 0)
                        return (layer, layer.Type.Fields[i], cursor[i].Text);
        }

        return null;
    }

    private async Task<Text?> OtherOrigins()
    {
        var answer = await self.Get("/wms", "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities");
        return answer.Headers.AccessControlAllowOrigin == "*" ? null : new(
            "L'en-tête Access-Control-Allow-Origin manque.", "The Access-Control-Allow-Origin header is missing.");
    }

    private async Task<Text?> EachLayer(Func<CatalogLayer, Task<Text?>> check)
    {
        foreach (var layer in _layers)
            if (await check(layer) is { } fault)
                return fault;
        return null;
    }

    private static bool IsPicture(SelfAnswer answer) =>
        answer.Status == 200 && answer.ContentType.StartsWith("image/", StringComparison.Ordinal) && answer.Body.Length > 0;

    private static XElement? Document(SelfAnswer answer)
    {
        try
        {
            return answer.Status == 200 ? XElement.Load(new MemoryStream(answer.Body)) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static Text Unreadable(string what, SelfAnswer answer) => new(
        $"{what} : réponse {answer.Status} inattendue ({answer.ContentType}). Le journal du serveur en dit plus.",
            $"{what}: unexpected answer {answer.Status} ({answer.ContentType}). The server's log tells more.");
}
