using System.Text.Json;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Discovery;

/// <summary>What a list says of a layer; a layer's own sheet begins with the same.</summary>
internal static class LayerSummary
{
    public static void WriteProperties(Utf8JsonWriter json, Catalog catalog, CatalogLayer layer, Language language)
    {
        json.WriteString("nom", layer.Name);
        json.WriteString("titre", layer.Title.In(language));
        json.WriteString("resume", layer.Abstract.In(language));
        json.WriteString("trame", layer.Theme.Key);
        json.WriteString("titreTrame", layer.Theme.Title.Text.In(language));
        json.WriteString("jeu", layer.Publication.Dataset);
        json.WriteString("version", layer.Version);
        json.WriteString("style", layer.DefaultStyle.Version);
        json.WriteString("publiee", layer.Publication.Published);
        json.WriteNumber("objets", layer.Type.Count);
        json.WriteString("geometrie", Geometry(layer.Type.Family));
        if (catalog.OpensWith(layer))
            json.WriteBoolean("visibleAuDepart", true);
        WriteIfAny(json, "source", layer.Description.Attribution);
        WriteIfAny(json, "licence", layer.License);
        if (layer.Description.ValidityScale is { } scale)
            json.WriteNumber("echelleValidite", scale);
        if (!layer.GeographicExtent.IsEmpty)
            WriteBox(json, "emprise", layer.GeographicExtent);
    }

    public static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is { Length: > 0 })
            json.WriteString(name, value);
    }

    /// <summary>Longitude and latitude of the lower left, then of the upper right corner.</summary>
    public static void WriteBox(Utf8JsonWriter json, string name, Envelope box)
    {
        json.WriteStartArray(name);
        foreach (var corner in (ReadOnlySpan<double>)[box.MinX, box.MinY, box.MaxX, box.MaxY])
            json.WriteNumberValue(Math.Round(corner, 6));
        json.WriteEndArray();
    }

    private static string Geometry(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => "point",
        GeometryFamily.Line => "ligne",
        GeometryFamily.Polygon => "polygone",
        GeometryFamily.Mixed => "mixte",
        _ => "aucune",
    };
}
