using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Discovery;
using SrceOgc.Server.Http;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Here;

/// <summary>The answer for programs; each thing with its dataset, version, date and validity scale.</summary>
internal static class HereJson
{
    public static byte[] Write(ServiceRequest request, HereAnswer answer) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("point");
        json.WriteNumberValue(Math.Round(answer.Place.X, 7));
        json.WriteNumberValue(Math.Round(answer.Place.Y, 7));
        json.WriteEndArray();
        json.WriteStartArray("territoires");
        foreach (var territory in answer.Territories)
        {
            json.WriteStartObject();
            json.WriteString("type", territory.Type);
            json.WriteString("titre", TerritoryIndex.Of(request.Catalog).OfType(territory.Type).Declaration.Title?.Text.In(request.Language)
                ?? territory.Type);
            json.WriteString("code", territory.Code);
            json.WriteString("nom", territory.Name);
            TerritoryLinks.Write(json, request.PublicUrl, territory.Type, territory.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteFound(request, json, "presents", answer.Present);
        WriteFound(request, json, "proches", answer.Nearest);
        json.WriteStartArray($"rienA{PlaceReading.Farthest / 1000:0}Km");
        foreach (var layer in answer.None)
            json.WriteStringValue(layer.Title.In(request.Language));
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteFound(ServiceRequest request, Utf8JsonWriter json, string name, IReadOnlyList<FoundHere> all)
    {
        json.WriteStartArray(name);
        foreach (var found in all)
        {
            var layer = found.Layer;
            json.WriteStartObject();
            json.WriteString("couche", layer.Name);
            json.WriteString("titre", layer.Title.In(request.Language));
            json.WriteString("trame", layer.Theme.Key);
            json.WriteString("titreTrame", layer.Theme.Title.Text.In(request.Language));
            json.WriteNumber("id", found.Id);
            LayerSummary.WriteIfAny(json, "nom", found.Name);
            json.WriteStartObject("details");
            foreach (var (title, value) in found.Details)
                json.WriteString(title, value);
            json.WriteEndObject();
            if (found.Metres > 0)
                json.WriteNumber("distanceM", found.Metres);
            json.WriteString("jeu", layer.Publication.Dataset);
            json.WriteString("version", layer.Version);
            json.WriteString("publiee", layer.Publication.Published);
            if (layer.Description.ValidityScale is { } scale)
                json.WriteNumber("echelleValidite", scale);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
