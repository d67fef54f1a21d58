namespace SrceOgc.Features.Filters;

/// <summary>A filter that cannot be answered. The message is for the user: it names what was given and what is allowed.</summary>
internal sealed class FilterException(string message, bool isUnsupported = false) : Exception(message)
{
    /// <summary>Well written, but asking for what this server does not do (a function, an operator).</summary>
    public bool IsUnsupported { get; } = isUnsupported;

    public static FilterException Unsupported(string message) => new(message, isUnsupported: true);
}
