using System.Text.Json;

namespace SrceOgc.Server.Territories;

/// <summary>What can be asked of a territory, as addresses.</summary>
internal static class TerritoryLinks
{
    public static void Write(Utf8JsonWriter json, string publicUrl, string type, string code)
    {
        var escaped = Uri.EscapeDataString(code);
        json.WriteStartObject("adresses");
        json.WriteString("indicateurs", $"{publicUrl}{TerritoriesApi.Path}/{type}/{escaped}/indicateurs");
        json.WriteString("fiche", $"{publicUrl}/fiches/{type}/{escaped}.pdf");
        json.WriteString("emporter", $"{publicUrl}/emporter/{type}/{escaped}.gpkg");
        json.WriteEndObject();
    }
}
