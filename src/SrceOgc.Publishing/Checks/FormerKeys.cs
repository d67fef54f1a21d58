using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SrceOgc.Publishing.Checks;

/// <summary>
/// Reports kept by a server of before 0.1 spoke English where the API speaks French: their keys, by the names they have now. What a
/// store holds is never written anew for that; it is read.
/// </summary>
internal static class FormerKeys
{
    private static readonly FrozenDictionary<string, string> Now = new Dictionary<string, string>
    {
        ["Dataset"] = "jeu",
        ["File"] = "fichier",
        ["Date"] = "date",
        ["Accepted"] = "accepte",
        ["Findings"] = "constats",
        ["Version"] = "version",
        ["IsDraft"] = "brouillon",
        ["IsDryRun"] = "essai",
        ["AwaitsConsent"] = "attendAccord",
        ["IsHeldBack"] = "retenu",
        ["Changes"] = "changements",
        ["Faults"] = "defauts",
        ["Pending"] = "enCours",
        ["IsServersFault"] = "fauteDuServeur",
        ["Verdict"] = "verdict",
        ["Severity"] = "gravite",
        ["Layer"] = "couche",
        ["Message"] = "message",
        ["Advice"] = "conseil",
        ["Row"] = "ligne",
        ["Count"] = "nombre",
        ["X"] = "x",
        ["Y"] = "y",
        ["Since"] = "depuis",
        ["Threshold"] = "seuil",
        ["Layers"] = "couches",
        ["Lost"] = "pertes",
        ["NeedConsent"] = "accordRequis",
        ["Name"] = "nom",
        ["Table"] = "table",
        ["Before"] = "avant",
        ["After"] = "apres",
        ["FieldsAdded"] = "champsAjoutes",
        ["FieldsGone"] = "champsDisparus",
        ["ObjectsLost"] = "objetsPerdus",
        ["AreaLost"] = "surfacePerdueM2",
        ["LengthLost"] = "longueurPerdueM",
        ["IsGone"] = "disparue",
        ["Objects"] = "objets",
        ["AreaM2"] = "surfaceM2",
        ["LengthM"] = "longueurM",
        ["Srs"] = "systeme",
        ["Places"] = "lieux",
        ["Finding"] = "constat",
    }.ToFrozenDictionary();

    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonNode? Read(byte[] json) => Renamed(JsonNode.Parse(json));

    private static JsonNode? Renamed(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member =>
            KeyValuePair.Create(Now.GetValueOrDefault(member.Key, member.Key), IsForeign(member.Key) ? member.Value?.DeepClone()
                : Renamed(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Renamed)]),
        _ => node?.DeepClone(),
    };

    /// <summary>What GeoPackages say of a system keeps its own names.</summary>
    private static bool IsForeign(string key) => key == "Srs";
}
