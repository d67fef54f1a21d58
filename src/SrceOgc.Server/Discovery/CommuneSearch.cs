using System.Text.Json;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Discovery;

/// <summary>
/// GET /api/v1/communes?q=: places of the published layer of communes, by name (whatever the case and the accents) or INSEE code.
/// Names that begin with the words come before names that hold them.
/// </summary>
internal static class CommuneSearch
{
    private const int MostFound = 50;

    private const int Usual = 10;

    public static void Write(ServiceRequest request, Utf8JsonWriter json)
    {
        var text = request.Parameters.Required("q");
        var limit = request.Parameters.Integer("limite", 1, MostFound, Usual);
        json.WriteStartObject();
        json.WriteStartArray("communes");
        if (CodedTerritories.Communes(request.Catalog) is { } communes)
            foreach (var place in TerritoryNames.Of(communes).Find(text).Take(limit))
                WritePlace(json, place);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, NamedTerritory place)
    {
        json.WriteStartObject();
        json.WriteString("nom", place.Name);
        json.WriteString("insee", place.Code);
        LayerSummary.WriteBox(json, "emprise", place.Bounds);
        json.WriteEndObject();
    }
}
