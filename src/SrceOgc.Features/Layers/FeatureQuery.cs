using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Layers;

/// <summary>One key of a sort: nulls come last ascending, first descending; text compares by code point.</summary>
public readonly record struct SortKey(int Field, bool Descending)
{
    /// <summary>Stands for the identifier where a field is named.</summary>
    public const int Identifier = -1;
}

/// <summary>
/// What to read of a layer, in the layer's own CRS (x, y) and field indexes: every protocol translates into this.
/// </summary>
public sealed record FeatureQuery
{
    public static readonly FeatureQuery All = new();

    /// <summary>In units of <see cref="Resolution"/>: of points closer to each other than this, the one drawn last may stand for
    /// all.</summary>
    public const double PointSpacing = 0.75;

    public Filter Filter { get; init; } = Filter.All;

    /// <summary>Only features whose bounds meet this rectangle: the drawing's window, a hint to the index. Null reads everything.</summary>
    public Envelope? Window { get; init; }

    /// <summary>Ground units per pixel: asks for generalised geometry in drawing order; 0 asks for exact geometry.</summary>
    public double Resolution { get; init; }

    /// <summary>For drawing: bounds in which nothing could be seen. What lies in them may be left out, whole branches of an index at
    /// once.</summary>
    public Func<Envelope, bool>? IsHidden { get; init; }

    /// <summary>Empty: the publication's own order, the same at every request.</summary>
    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    public long Offset { get; init; }

    public long Limit { get; init; } = long.MaxValue;

    /// <summary>What reading may spend: looked at by cursors, counts, sorts and predicates.</summary>
    public RequestBudget Budget { get; init; } = RequestBudget.Unlimited;
}
