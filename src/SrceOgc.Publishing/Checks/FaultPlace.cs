using System.Text.Json.Serialization;

namespace SrceOgc.Publishing.Checks;

/// <summary>One row with a fault. The coordinates are of the layer's own system, not numbers where the fault has no place.</summary>
public readonly record struct FaultPlace(
    [property: JsonPropertyName("constat")] Finding Finding,
    [property: JsonPropertyName("ligne")] long Row,
    [property: JsonPropertyName("x")] double X,
    [property: JsonPropertyName("y")] double Y);
