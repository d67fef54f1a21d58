using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Benchmarks;

/// <summary>A map-like image in each format, beside .NET's own Deflate at its fastest on the same rows.</summary>
[MemoryDiagnoser]
public class ImageBenchmarks
{
    private readonly RasterCanvas _canvas = new();
    private readonly PngEncoder _png = new();
    private readonly JpegEncoder _jpeg = new();
    private readonly ByteSink _sink = new();
    private readonly MemoryStream _stream = new();
    private byte[] _rows = [];

    [Params(0, 300)]
    public int Shapes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _canvas.Begin(1024, 768, Color.White);
        var random = new Random(1);
        var path = new PathBuffer();
        for (var i = 0; i < Shapes; i++)
        {
            path.Clear();
            path.AddEllipse(new Vertex(random.NextDouble() * 1024, random.NextDouble() * 768), 5 + random.NextDouble() * 40, 5
                + random.NextDouble() * 30);
            _canvas.Fill(path, new Color((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), 200));
            _canvas.Stroke(path, new StrokeStyle(1), Color.Black);
        }
        _rows = new byte[(1 + 3 * 1024) * 768];
        for (var y = 0; y < 768; y++)
            for (var x = 0; x < 1024; x++)
                for (var channel = 0; channel < 3; channel++)
                    _rows[y * 3073 + 1 + 3 * x + channel] = (byte)(_canvas.Image[x, y] >> 8 * channel);
    }

    [Benchmark]
    public int Png()
    {
        _sink.Clear();
        _png.Write(_canvas.Image, _sink);
        return _sink.Length;
    }

    [Benchmark]
    public int Png8()
    {
        _sink.Clear();
        _png.WriteReduced(_canvas.Image, _sink);
        return _sink.Length;
    }

    [Benchmark]
    public int Jpeg()
    {
        _sink.Clear();
        _jpeg.Write(_canvas.Image, _sink);
        return _sink.Length;
    }

    [Benchmark(Baseline = true)]
    public long ZlibFastest()
    {
        _stream.SetLength(0);
        using (var zlib = new ZLibStream(_stream, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(_rows);
        return _stream.Length;
    }
}
