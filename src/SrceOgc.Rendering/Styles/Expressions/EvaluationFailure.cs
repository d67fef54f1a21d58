namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>An expression that makes no sense for this feature: its value is null, or what try() gives instead.</summary>
internal sealed class EvaluationFailure : Exception;
