using System.Text.Json;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Server.Stewards;

/// <summary>A comparison as JSON: counts of everything, and of each kind the first features.</summary>
internal static class ComparisonJson
{
    public static byte[] Write(ComparisonDetails details, string siteUrl) => JsonAnswer.Make(json =>
    {
        var comparison = details.Comparison;
        json.WriteStartObject();
        json.WriteString("jeu", comparison.Dataset);
        json.WriteNumber("de", comparison.Before.Manifest.Version);
        json.WriteNumber("a", comparison.After.Manifest.Version);
        json.WriteNumber("limite", details.Shown);
        json.WriteString("wms", $"{siteUrl}/versions/{comparison.Name}/wms");
        json.WriteStartArray("couches");
        foreach (var layer in details.Layers)
            WriteLayer(json, layer, details.Shown);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteLayer(Utf8JsonWriter json, LayerDetails details, int shown)
    {
        var layer = details.Layer;
        json.WriteStartObject();
        json.WriteString("nom", layer.Name);
        json.WriteString("titre", layer.Title);
        json.WriteString("etat", layer.Before is null ? "ajoutée" : layer.After is null ? "retirée" : "comparée");
        WriteExtent(json, "de", layer.Before);
        WriteExtent(json, "a", layer.After);
        json.WriteBoolean("autreSysteme", layer.HasOtherCrs);
        json.WriteStartArray("champs");
        foreach (var field in layer.Fields)
            WriteField(json, field);
        json.WriteEndArray();
        if (layer.Differences is { } differences)
            WriteDifferences(json, differences, details.Values, shown);
        else
            json.WriteBoolean("tropDeDifferences", true);
        json.WriteEndObject();
    }

    private static void WriteExtent(Utf8JsonWriter json, string name, LayerExtent? extent)
    {
        if (extent is null)
            return;
        json.WriteStartObject(name);
        json.WriteNumber("objets", extent.Count);
        if (extent.Measure is { } measure)
        {
            json.WriteNumber("surfaceM2", Math.Round(measure.Area, 1));
            json.WriteNumber("longueurM", Math.Round(measure.Length, 1));
        }

        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, FieldChange field)
    {
        json.WriteStartObject();
        json.WriteString("nom", field.Name);
        json.WriteString("changement", field.Before is null ? "ajouté" : field.After is null ? "retiré" : "autre type");
        json.WriteEndObject();
    }

    private static void WriteDifferences(Utf8JsonWriter json, Differences differences,
        IReadOnlyDictionary<long, IReadOnlyList<ValueChange>> values, int shown)
    {
        json.WriteNumber("ajouts", differences.Added.Count);
        json.WriteNumber("retraits", differences.Removed.Count);
        json.WriteNumber("modifications", differences.Changed.Count);
        json.WriteNumber("renumerotes", differences.Renumbered);
        json.WriteString("appariement", differences.IsRenumbered ? "contenu" : "identifiant");
        WriteIds(json, "objetsAjoutes", differences.Added, shown);
        WriteIds(json, "objetsRetires", differences.Removed, shown);
        json.WriteStartArray("objetsModifies");
        foreach (var feature in differences.Changed.Take(shown))
            WriteChanged(json, feature, values[feature.After]);
        json.WriteEndArray();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<long> ids, int shown)
    {
        json.WriteStartArray(name);
        foreach (var id in ids.Take(shown))
            json.WriteNumberValue(id);
        json.WriteEndArray();
    }

    private static void WriteChanged(Utf8JsonWriter json, ChangedFeature feature, IReadOnlyList<ValueChange> values)
    {
        json.WriteStartObject();
        json.WriteNumber("id", feature.After);
        if (feature.Before != feature.After)
            json.WriteNumber("idAvant", feature.Before);
        json.WriteBoolean("geometrie", feature.HasOtherGeometry);
        json.WriteStartArray("champs");
        foreach (var change in values)
        {
            json.WriteStartObject();
            json.WriteString("nom", change.Field);
            WriteValue(json, "avant", change.Before);
            WriteValue(json, "apres", change.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, SaidValue value)
    {
        json.WritePropertyName(name);
        if (value.Text is null)
            json.WriteNullValue();
        else if (value.Kind is FieldKind.Boolean or FieldKind.Integer or FieldKind.Real)
            json.WriteRawValue(value.Text);
        else
            json.WriteStringValue(value.Text);
    }
}
