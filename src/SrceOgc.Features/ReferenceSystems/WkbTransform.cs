using System.Buffers.Binary;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>Carries the WKB of a publication into another system, in place: only its x and y change.</summary>
internal static class WkbTransform
{
    /// <summary>The bounds of the result; empty when part of it has no place there, and then the bytes are of no use.</summary>
    public static Envelope Apply(Span<byte> wkb, CrsTransform transform)
    {
        var bounds = Envelope.Empty;
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            for (var runs = cursor.Runs; runs > 0; runs--)
            {
                var bytes = cursor.ReadRun().Count * cursor.Dimension * sizeof(double);
                if (!Vertices(wkb.Slice(wkb.Length - cursor.Left - bytes, bytes), cursor.Dimension * sizeof(double), transform, ref bounds))
                    return Envelope.Empty;
            }

        return bounds;
    }

    private static bool Vertices(Span<byte> run, int stride, CrsTransform transform, ref Envelope bounds)
    {
        for (var at = 0; at < run.Length; at += stride)
        {
            var (x, y) = transform.Transform(BinaryPrimitives.ReadDoubleLittleEndian(run[at..]),
                BinaryPrimitives.ReadDoubleLittleEndian(run[(at + 8)..]));
            if (!double.IsFinite(x) || !double.IsFinite(y))
                return false;
            BinaryPrimitives.WriteDoubleLittleEndian(run[at..], x);
            BinaryPrimitives.WriteDoubleLittleEndian(run[(at + 8)..], y);
            bounds = bounds.Union(new Envelope(x, y, x, y));
        }

        return true;
    }
}
