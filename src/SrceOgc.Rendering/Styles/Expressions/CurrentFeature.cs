namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>The feature an expression is evaluated for, as a value.</summary>
internal sealed class CurrentFeature
{
    public static readonly CurrentFeature Instance = new();

    private CurrentFeature()
    {
    }
}
