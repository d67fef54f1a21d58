using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Fuzz;

/// <summary>Geometries as GeoPackages hold them: normalised, then read as the server reads what it stored.</summary>
internal static class GeometryTargets
{
    public static readonly FuzzTarget Wkb = new("wkb", Seeds, [], Run);

    private static readonly string[] Shapes =
    [
        "POINT(1 2)", "POINT EMPTY", "LINESTRING(0 0, 1 1, 2 0)", "POLYGON((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
            "MULTIPOINT((1 2), (3 4))",
        "MULTILINESTRING((0 0, 1 1), (2 2, 3 3))", "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 0)), ((20 0, 29 0, 29 9, 20 0)))",
            "GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 1 1), GEOMETRYCOLLECTION(POINT(3 4)))",
    ];

    private static List<byte[]> Seeds()
    {
        var seeds = new List<byte[]>();
        foreach (var shape in Shapes)
            foreach (var order in (ByteOrder[])[ByteOrder.LittleEndian, ByteOrder.BigEndian])
                seeds.Add(new WKBWriter(order).Write(new WKTReader().Read(shape)));
        foreach (var code in (uint[])[8, 9, 10, 11, 12, 15, 16, 17, 1001, 2002, 3003, 0x80000001, 0x20000003])
        {
            var seed = (byte[])seeds[^1].Clone();
            BitConverter.TryWriteBytes(seed.AsSpan(1), code);
            seeds.Add(seed);
        }

        return seeds;
    }

    private static void Run(ReadOnlyMemory<byte> input)
    {
        using var output = new ByteBuffer();
        try
        {
            GeometryNormalizer.Normalize(input.Span, output);
        }
        catch (GeometryException)
        {
            return;
        }

        // What was accepted is well formed for every other reader, another library's too.
        var stored = output.Written.ToArray();
        if (stored.Length == 0)
            return;
        _ = WkbGeometryReader.Read(stored).EnvelopeInternal;
        _ = new WKBReader().Read(stored).NumPoints;
    }
}
