using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>The spatial features of a layer under construction in the order of their ordinals, read back from the spool; safe for several
/// threads.</summary>
internal sealed class OrderedGeometries(MappedFile? spool, IReadOnlyList<SpooledFeature> features, int[] rows, int count)
{
    /// <summary>Only features with a geometry.</summary>
    public int Count => count;

    public Envelope Bounds(int ordinal) => features[rows[ordinal]].Bounds;

    /// <summary>The place in the source table, the order of drawing.</summary>
    public int Rank(int ordinal) => rows[ordinal];

    public ReadOnlySpan<byte> Wkb(int ordinal)
    {
        var feature = features[rows[ordinal]];
        return spool!.Section<byte>(feature.Offset, feature.Length).Span;
    }
}

/// <summary>What is remembered of a row while its geometry waits in the spool; <paramref name="Length"/> 0 means no geometry.</summary>
internal readonly record struct SpooledFeature(long Id, long Offset, int Length, Envelope Bounds);
