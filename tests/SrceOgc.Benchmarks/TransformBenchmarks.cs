using BenchmarkDotNet.Attributes;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Benchmarks;

/// <summary>Lambert-93 vertices to the pixels of a web tile and of a map in the same system; WKB to a shape.</summary>
[MemoryDiagnoser]
public class TransformBenchmarks
{
    private const int Count = 1000;

    private readonly double[] _coordinates = new double[2 * Count];
    private readonly double[] _copy = new double[2 * Count];
    private readonly Vertex[] _vertices = new Vertex[Count];
    private readonly FeatureShape _shape = new();
    private PixelTransform _affine = null!;
    private PixelTransform _polynomial = null!;
    private CrsTransform _exact = null!;
    private ShapeReader _reader = null!;
    private byte[] _wkb = [];

    [GlobalSetup]
    public void Setup()
    {
        var (lambert, mercator) = (CrsRegistry.Standard.Lambert93, CrsRegistry.Standard.WebMercator);
        var tile = new MapScene(256, 256, mercator, new Envelope(300_000, 6_400_000, 310_000, 6_410_000), []);
        _exact = CrsTransform.Between(lambert, mercator);
        _polynomial = PixelTransform.Between(tile, lambert, 4)!;
        var window = _polynomial.Window;
        _affine = PixelTransform.Between(new MapScene(256, 256, lambert, window, []), lambert, 4)!;
        _reader = new ShapeReader(_affine, GeometryFamily.Polygon);
        FillRing(window);
    }

    private void FillRing(Envelope window)
    {
        var wkb = new MemoryStream();
        var writer = new BinaryWriter(wkb);
        writer.Write((byte)1);
        writer.Write(3);
        writer.Write(1);
        writer.Write(Count);
        for (var i = 0; i < Count; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * i / (Count - 1));
            writer.Write(_coordinates[2 * i] = window.CenterX + window.Width * 0.4 * cosine);
            writer.Write(_coordinates[2 * i + 1] = window.CenterY + window.Height * 0.4 * sine);
        }
        _wkb = wkb.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void Affine() => _affine.Apply(_coordinates, 2, _vertices);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Polynomial() => _polynomial.Apply(_coordinates, 2, _vertices);

    [Benchmark(OperationsPerInvoke = Count, Baseline = true)]
    public void Exact()
    {
        _coordinates.CopyTo(_copy, 0);
        _exact.Transform(_copy);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void ReadWkb() => _reader.Read(new OneFeature(_wkb), whole: true, _shape);

    private sealed class OneFeature(byte[] wkb) : FeatureCursor
    {
        public override long Id => 1;

        public override int Ordinal => 0;

        public override ReadOnlySpan<byte> Geometry => wkb;

        public override Envelope Bounds => Envelope.Empty;

        public override FieldValue this[int field] => FieldValue.Null;

        public override bool MoveNext() => false;

        public override void Dispose()
        {
        }
    }
}
