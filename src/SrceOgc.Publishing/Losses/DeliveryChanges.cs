using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Losses;

/// <summary>
/// What a delivery would change of the version served, <paramref name="Since"/>: the layers that are not the same, a headline of what
/// disappears (empty when nothing does), and whether it is so much that somebody must agree: more than <paramref name="Threshold"/> (a
/// share, 0 to 1) of a layer's objects, area or length, a field, or a layer.
/// </summary>
public sealed record DeliveryChanges(
    [property: JsonPropertyName("depuis")] int Since,
    [property: JsonPropertyName("seuil")] double Threshold,
    [property: JsonPropertyName("couches")] IReadOnlyList<LayerChange> Layers,
    [property: JsonPropertyName("pertes")] Text Lost,
    [property: JsonPropertyName("accordRequis")] bool NeedConsent);
