namespace SrceOgc.Features.Texts;

/// <summary>A filter that cannot be answered. Its texts are for the user: they name what was given and what is allowed.</summary>
public sealed class FilterException(string french, string english, bool isUnsupported = false, bool isImpossible = false)
    : Exception(english)
{
    public string French { get; } = french;

    public string English => Message;

    /// <summary>Well written, but asking for what this server does not do (a function, an operator).</summary>
    public bool IsUnsupported { get; } = isUnsupported;

    /// <summary>Understood, but the operation has no meaning for that operand (FES 2.0, 11.4: OperationProcessingFailed).</summary>
    public bool IsImpossible { get; } = isImpossible;

    public static FilterException Impossible(string french, string english) => new(french, english, isImpossible: true);

    public static FilterException Unsupported(string french, string english) => new(french, english, isUnsupported: true);
}
