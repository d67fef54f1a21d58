namespace SrceOgc.Rendering.Styles.Values;

/// <summary>A style that cannot be read at all; the message is in French and names what is wrong.</summary>
public sealed class StyleException(string message, Exception? inner = null) : Exception(message, inner);
