using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Turns a mark's path into figures in pixels; curves are flattened there.</summary>
internal static class MarkOutline
{
    public static void Add(VectorPath path, PathBuffer outline, in Affine transform)
    {
        var rest = path.Coordinates;
        foreach (var verb in path.Verbs)
        {
            switch (verb)
            {
                case PathVerb.Move:
                    outline.EndFigure(closed: false);
                    outline.Add(Take(ref rest, transform));
                    break;
                case PathVerb.Line:
                    outline.Add(Take(ref rest, transform));
                    break;
                case PathVerb.Quadratic:
                    outline.AddQuadratic(Take(ref rest, transform), Take(ref rest, transform));
                    break;
                case PathVerb.Cubic:
                    outline.AddCubic(Take(ref rest, transform), Take(ref rest, transform), Take(ref rest, transform));
                    break;
                default:
                    outline.EndFigure(closed: true);
                    break;
            }
        }
        outline.EndFigure(closed: false);
    }

    private static Vertex Take(ref ReadOnlySpan<float> rest, in Affine transform)
    {
        var vertex = transform.Apply(rest[0], rest[1]);
        rest = rest[2..];
        return vertex;
    }
}
