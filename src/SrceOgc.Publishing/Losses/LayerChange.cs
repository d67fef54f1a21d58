using System.Text.Json.Serialization;

namespace SrceOgc.Publishing.Losses;

/// <summary>How much there is of a layer. Square metres and metres, planar, in its own system; null where it has no geometry, or
/// degrees.</summary>
public sealed record LayerAmount(
    [property: JsonPropertyName("objets")] long Objects,
    [property: JsonPropertyName("surfaceM2")] double? AreaM2,
    [property: JsonPropertyName("longueurM")] double? LengthM);

/// <summary>
/// One layer in the version served and in a delivery, by its public name and its table. <paramref name="Before"/> is null when it is new,
/// <paramref name="After"/> when it is gone. Fields are by their public names.
/// </summary>
public sealed record LayerChange(
    [property: JsonPropertyName("nom")] string Name,
    [property: JsonPropertyName("table")] string Table,
    [property: JsonPropertyName("avant")] LayerAmount? Before,
    [property: JsonPropertyName("apres")] LayerAmount? After,
    [property: JsonPropertyName("champsAjoutes")] IReadOnlyList<string> FieldsAdded,
    [property: JsonPropertyName("champsDisparus")] IReadOnlyList<string> FieldsGone)
{
    [JsonPropertyName("objetsPerdus")]
    public long ObjectsLost => Before is null ? 0 : Math.Max(0, Before.Objects - (After?.Objects ?? 0));

    [JsonPropertyName("surfacePerdueM2")]
    public double AreaLost => Lost(Before?.AreaM2, After?.AreaM2);

    [JsonPropertyName("longueurPerdueM")]
    public double LengthLost => Lost(Before?.LengthM, After?.LengthM);

    [JsonPropertyName("disparue")]
    public bool IsGone => Before is not null && After is null;

    [JsonIgnore]
    public bool IsChanged => Before != After || FieldsAdded.Count + FieldsGone.Count > 0;

    /// <summary>Not of a layer that is gone or new: its objects tell.</summary>
    private static double Lost(double? before, double? after) => before is { } was && after is { } now ? Math.Max(0, was - now) : 0;
}
