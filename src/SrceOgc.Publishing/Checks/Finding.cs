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
public sealed record Finding(Severity Severity, string Layer, string Message, string Advice, long? Row = null, int Count = 1)
{
    /// <summary>Where in the example's geometry, in the layer's own system.</summary>
    public double? X { get; init; }

    public double? Y { get; init; }
}

public static class SeverityText
{
    /// <summary>The word of a report for it, in French.</summary>
    public static string Title(this Severity severity) => severity switch
    {
        Severity.Blocking => "bloquant",
        Severity.ToFix => "à corriger",
        _ => "note",
    };
}
