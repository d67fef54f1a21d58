namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>An expression that is not understood; the message is in French and names the part.</summary>
internal sealed class ExpressionException(string message) : Exception(message);
