using System.Buffers.Binary;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// The geometry encodings found in GeoPackages: the standard's own (GeoPackage 1.3, 2.1.3: "GP" header, then WKB)
/// and SpatiaLite's blobs, which some tools leave there.
/// </summary>
public static class GeometryBlob
{
    private static readonly int[] EnvelopeSizes = [0, 32, 48, 48, 64];

    /// <summary>
    /// The WKB inside a GeoPackage blob and the srs_id it declares; false when the blob is not one.
    /// An empty geometry (flag of 2.1.3) gives no bytes.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> blob, out ReadOnlySpan<byte> wkb, out int srsId)
    {
        wkb = default;
        srsId = 0;
        if (blob.Length < 8 || blob[0] != 'G' || blob[1] != 'P')
            return false;
        var flags = blob[3];
        var envelope = flags >> 1 & 7;
        if (envelope >= EnvelopeSizes.Length || blob.Length < 8 + EnvelopeSizes[envelope])
            return false;
        srsId = (flags & 1) == 1 ? BinaryPrimitives.ReadInt32LittleEndian(blob[4..]) : BinaryPrimitives.ReadInt32BigEndian(blob[4..]);
        if ((flags & 0x20) != 0)
            return false;
        wkb = (flags & 0x10) != 0 ? default : blob[(8 + EnvelopeSizes[envelope])..];
        return true;
    }

    /// <summary>Rebuilds WKB from a SpatiaLite blob: 00, order, srid, bounds, 7C, WKB whose parts are introduced by 69 in place of their
    /// byte order, FE.</summary>
    public static byte[]? FromSpatialite(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < 45 || blob[0] != 0 || blob[1] > 1 || blob[38] != 0x7C || blob[^1] != 0xFE)
            return null;
        var wkb = new byte[blob.Length - 39];
        wkb[0] = blob[1];
        blob[39..^1].CopyTo(wkb.AsSpan(1));
        MarkParts(wkb);
        return wkb;
    }

    /// <summary>Only the parts of a collection carry the mark, and a coordinate may hold the same byte: so walk them.</summary>
    private static void MarkParts(Span<byte> wkb)
    {
        var little = wkb[0] == 1;
        var type = UInt32(wkb, 1, little);
        if (type % 1000 is < 4 or > 7)
            return;
        var parts = UInt32(wkb, 5, little);
        var position = 9;
        for (var i = 0u; i < parts && position < wkb.Length && wkb[position] == 0x69; i++)
        {
            wkb[position] = wkb[0];
            position = EndOfPart(wkb, position, little);
        }
    }

    private static int EndOfPart(ReadOnlySpan<byte> wkb, int position, bool little)
    {
        var type = UInt32(wkb, position + 1, little);
        var size = 16 + (type / 1000 is 1 or 2 ? 8 : type / 1000 == 3 ? 16 : 0);
        position += 5;
        if (type % 1000 == 1)
            return position + size;
        if (type % 1000 == 2)
            return Skip(wkb, position, little, size);
        var rings = UInt32(wkb, position, little);
        position += 4;
        for (var i = 0u; i < rings && position < wkb.Length; i++)
            position = Skip(wkb, position, little, size);
        return position;
    }

    private static int Skip(ReadOnlySpan<byte> wkb, int position, bool little, int size) =>
        (int)Math.Min(wkb.Length, position + 4 + (long)UInt32(wkb, position, little) * size);

    private static uint UInt32(ReadOnlySpan<byte> wkb, int position, bool little)
    {
        if (wkb.Length - position < 4)
            return 0;
        return little ? BinaryPrimitives.ReadUInt32LittleEndian(wkb[position..]) : BinaryPrimitives.ReadUInt32BigEndian(wkb[position..]);
    }
}
