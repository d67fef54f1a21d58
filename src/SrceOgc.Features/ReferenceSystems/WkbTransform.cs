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
        var at = 0;
        return Apply(wkb, ref at, transform, ref bounds) ? bounds : Envelope.Empty;
    }

    private static bool Apply(Span<byte> wkb, ref int at, CrsTransform transform, ref Envelope bounds)
    {
        var code = BinaryPrimitives.ReadUInt32LittleEndian(wkb[(at + 1)..]);
        at += Wkb.HeaderSize;
        var stride = Wkb.HasZ(code) ? 24 : 16;
        switch (Wkb.BaseType(code))
        {
            case Wkb.Point:
                return Vertices(wkb, ref at, 1, stride, transform, ref bounds);
            case Wkb.LineString:
                return Vertices(wkb, ref at, Count(wkb, ref at), stride, transform, ref bounds);
            case Wkb.Polygon:
                for (var rings = Count(wkb, ref at); rings > 0; rings--)
                    if (!Vertices(wkb, ref at, Count(wkb, ref at), stride, transform, ref bounds))
                        return false;
                return true;
            default:
                for (var parts = Count(wkb, ref at); parts > 0; parts--)
                    if (!Apply(wkb, ref at, transform, ref bounds))
                        return false;
                return true;
        }
    }

    private static int Count(ReadOnlySpan<byte> wkb, ref int at)
    {
        at += Wkb.CountSize;
        return BinaryPrimitives.ReadInt32LittleEndian(wkb[(at - Wkb.CountSize)..]);
    }

    private static bool Vertices(Span<byte> wkb, ref int at, int count, int stride, CrsTransform transform, ref Envelope bounds)
    {
        for (; count > 0; count--, at += stride)
        {
            var (x, y) = transform.Transform(BinaryPrimitives.ReadDoubleLittleEndian(wkb[at..]),
                BinaryPrimitives.ReadDoubleLittleEndian(wkb[(at + 8)..]));
            if (!double.IsFinite(x) || !double.IsFinite(y))
                return false;
            BinaryPrimitives.WriteDoubleLittleEndian(wkb[at..], x);
            BinaryPrimitives.WriteDoubleLittleEndian(wkb[(at + 8)..], y);
            bounds = bounds.Union(new Envelope(x, y, x, y));
        }
        return true;
    }
}
