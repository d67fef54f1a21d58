using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Values;

internal enum PathVerb : byte
{
    /// <summary>One point.</summary>
    Move,

    /// <summary>One point.</summary>
    Line,

    /// <summary>Two points: control, end.</summary>
    Quadratic,

    /// <summary>Three points: two controls, end.</summary>
    Cubic,

    Close,
}

/// <summary>
/// The outline of a mark: verbs and the x, y pairs they consume, y downwards. Well-known marks lie in the square
/// from -1 to 1 around the origin, so that half the mark's size is the scale that draws them.
/// </summary>
internal sealed class VectorPath(PathVerb[] verbs, float[] coordinates)
{
    public static readonly VectorPath Empty = new([], []);

    public ReadOnlySpan<PathVerb> Verbs => verbs;

    public ReadOnlySpan<float> Coordinates => coordinates;

    public bool IsEmpty => verbs.Length == 0;

    /// <summary>The bounds of all points, controls included: a little large for curves, never small.</summary>
    public (float MinX, float MinY, float MaxX, float MaxY) Bounds()
    {
        float minX = float.MaxValue, minY = float.MaxValue, maxX = float.MinValue, maxY = float.MinValue;
        for (var i = 0; i + 1 < coordinates.Length; i += 2)
        {
            (minX, maxX) = (Math.Min(minX, coordinates[i]), Math.Max(maxX, coordinates[i]));
            (minY, maxY) = (Math.Min(minY, coordinates[i + 1]), Math.Max(maxY, coordinates[i + 1]));
        }

        return coordinates.Length == 0 ? default : (minX, minY, maxX, maxY);
    }
}
