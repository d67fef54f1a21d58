using System.Text.Json;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>What is said of a collection (17-069r4, 7.14; 18-058r1, 6.2).</summary>
internal sealed class CollectionDescription(ServiceRequest request, CatalogLayer layer)
{
    public const string LonLat = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    private const string Gregorian = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

    private readonly string _address = $"{request.PublicUrl}{OgcApiService.Folder}/collections/{layer.Name}";

    /// <summary>The layer's own system first, which QGIS takes; then the default of the protocol, then the others.</summary>
    public static IEnumerable<Crs> Systems(CatalogLayer layer) =>
        layer.Systems().All.Prepend(CrsRegistry.Standard.LonLat).Prepend(layer.Crs).DistinctBy(crs => crs.Srid);

    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("id", layer.Name);
        json.WriteString("title", layer.Title.In(request.Language));
        if (layer.Abstract.In(request.Language) is { Length: > 0 } summary)
            json.WriteString("description", summary);
        WriteStrings(json, "keywords", layer.Keywords);
        if (layer.Description.Attribution is { } attribution)
            json.WriteString("attribution", attribution);
        WriteExtent(json);
        json.WriteString("itemType", "feature");
        if (!layer.IsSpatial)
            return;
        WriteStrings(json, "crs", Systems(layer).Select(crs => crs.Uri));
        json.WriteString("storageCrs", layer.Crs.Uri);
    }

    public IEnumerable<AnswerLink> Links()
    {
        foreach (var format in Representation.FeatureFormatsHere)
            yield return new("items", format.MediaType, $"{_address}/items?f={format.Key}",
                Say($"Les objets en {format.Key}", $"The features as {format.Key}"));
        yield return new("items", Representation.Html, _address + "/items?f=html",
            Say("Les objets, en page web", "The features as a page"));
        foreach (var format in Representation.FeatureFormatsHere.Where(format => format.IsWhole))
            yield return new("enclosure", format.MediaType, $"{_address}/items?f={format.Key}",
                Say($"Toute la couche en {format.Key}", $"The whole layer as {format.Key}"));
        yield return new("http://www.opengis.net/def/rel/ogc/1.0/queryables", LayerSchema.SchemaType, _address + "/queryables",
            Say("Propriétés interrogeables", "Queryable properties"));
        yield return new("http://www.opengis.net/def/rel/ogc/1.0/schema", LayerSchema.SchemaType, _address + "/schema",
            Say("Schéma des objets", "Schema of the features"));
        if (layer.Description.License is { } license && Uri.IsWellFormedUriString(license, UriKind.Absolute))
            yield return new("license", Representation.Html, license, Say("Licence", "Licence"));
        if (layer.Description.MetadataUrl is { } metadata)
            yield return new("describedby", Representation.Html, metadata, Say("Métadonnées", "Metadata"));
    }

    private void WriteExtent(Utf8JsonWriter json)
    {
        json.WriteStartObject("extent");
        if (!layer.GeographicExtent.IsEmpty)
            WriteSpatialExtent(json);
        if (TimeField.ExtentOf(layer) is { } extent)
            WriteTemporalExtent(json, extent);
        json.WriteEndObject();
    }

    private void WriteSpatialExtent(Utf8JsonWriter json)
    {
        var extent = layer.GeographicExtent;
        json.WriteStartObject("spatial");
        json.WriteStartArray("bbox");
        json.WriteStartArray();
        foreach (var corner in new[] { extent.MinX, extent.MinY, extent.MaxX, extent.MaxY })
            json.WriteNumberValue(corner);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteString("crs", LonLat);
        json.WriteEndObject();
    }

    private static void WriteTemporalExtent(Utf8JsonWriter json, (string Begin, string End) extent)
    {
        json.WriteStartObject("temporal");
        json.WriteStartArray("interval");
        json.WriteStartArray();
        json.WriteStringValue(extent.Begin);
        json.WriteStringValue(extent.End);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteString("trs", Gregorian);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private string Say(string french, string english) => request.Language == Language.French ? french : english;
}
