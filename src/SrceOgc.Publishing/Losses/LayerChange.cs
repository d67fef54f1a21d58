using System.Text.Json.Serialization;

namespace SrceOgc.Publishing.Losses;

/// <summary>How much there is of a layer. Square metres and metres, planar, in its own system; null where it has no geometry, or
/// degrees.</summary>
public sealed record LayerAmount(long Objects, double? AreaM2, double? LengthM);

/// <summary>
/// One layer in the version served and in a delivery, by its public name and its table. <paramref name="Before"/> is null when it is new,
/// <paramref name="After"/> when it is gone. Fields are by their public names.
/// </summary>
public sealed record LayerChange(string Name, string Table, LayerAmount? Before, LayerAmount? After, IReadOnlyList<string> FieldsAdded,
    IReadOnlyList<string> FieldsGone)
{
    public long ObjectsLost => Before is null ? 0 : Math.Max(0, Before.Objects - (After?.Objects ?? 0));

    public double AreaLost => Lost(Before?.AreaM2, After?.AreaM2);

    public double LengthLost => Lost(Before?.LengthM, After?.LengthM);

    public bool IsGone => Before is not null && After is null;

    [JsonIgnore]
    public bool IsChanged => Before != After || FieldsAdded.Count + FieldsGone.Count > 0;

    /// <summary>Not of a layer that is gone or new: its objects tell.</summary>
    private static double Lost(double? before, double? after) => before is { } was && after is { } now ? Math.Max(0, was - now) : 0;
}
