using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>For information.</summary>
    Note,

    /// <summary>Served as well as can be; to be mended at the source.</summary>
    ToFix,

    /// <summary>Cannot be served safely.</summary>
    Blocking,
}

/// <summary>One thing found in a delivery. <paramref name="Row"/> is the source key of one example, <paramref name="Count"/> how many rows
/// share the fault.</summary>
public sealed record Finding(
    [property: JsonPropertyName("gravite")] Severity Severity,
    [property: JsonPropertyName("couche")] string Layer,
    [property: JsonPropertyName("message")] Text Message,
    [property: JsonPropertyName("conseil")] Text Advice,
    [property: JsonPropertyName("ligne")] long? Row = null,
    [property: JsonPropertyName("nombre")] int Count = 1)
{
    /// <summary>Where in the example's geometry, in the layer's own system.</summary>
    [JsonPropertyName("x")]
    public double? X { get; init; }

    [JsonPropertyName("y")]
    public double? Y { get; init; }
}

public static class SeverityText
{
    /// <summary>The word of a report for it.</summary>
    public static Text Title(this Severity severity) => severity switch
    {
        Severity.Blocking => new("bloquant", "blocking"),
        Severity.ToFix => new("à corriger", "to fix"),
        _ => Text.Same("note"),
    };
}
