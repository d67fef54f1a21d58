using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Discovery;

/// <summary>
/// GET /api/v1/etat?couches=name@version@style,…: which layers of somebody's project have moved on. Versions are those of
/// <see cref="LayerSummary"/>, which the QGIS files write into each layer; either may be left out.
/// </summary>
internal static class ProjectState
{
    private const int MostLayers = 2000;

    public static void Write(ServiceRequest request, Utf8JsonWriter json)
    {
        request.Parameters.Required("couches");
        var asked = request.Parameters.List("couches")!;
        if (asked.Length > MostLayers)
            throw ServiceException.Invalid("couches", asked.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"{MostLayers} couches au plus", $"at most {MostLayers} layers");
        json.WriteStartObject();
        json.WriteStartArray("couches");
        foreach (var entry in asked)
            WriteLayer(request, json, entry.Split('@'));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLayer(ServiceRequest request, Utf8JsonWriter json, string[] known)
    {
        var layer = request.Catalog.Find(known[0]);
        json.WriteStartObject();
        json.WriteString("nom", known[0]);
        json.WriteBoolean("publiee", layer is not null);
        if (layer is not null)
        {
            json.WriteString("version", layer.Version);
            json.WriteString("style", layer.DefaultStyle.Version);
            json.WriteString("publieeLe", layer.Publication.Published);
            json.WriteNumber("objets", layer.Type.Count);
            json.WriteString("resume", layer.Abstract.In(request.Language));
            json.WriteStartArray("champs");
            foreach (var field in layer.Type.Fields)
                json.WriteStringValue(field.Name);
            json.WriteEndArray();
            json.WriteBoolean("nouvelleVersion", IsOther(known, 1, layer.Version));
            json.WriteBoolean("nouveauStyle", IsOther(known, 2, layer.DefaultStyle.Version));
        }

        json.WriteEndObject();
    }

    private static bool IsOther(string[] known, int place, string current) =>
        known.Length > place && known[place].Length > 0 && known[place] != current;
}
