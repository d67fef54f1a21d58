using BenchmarkDotNet.Attributes;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Benchmarks;

/// <summary>Five hundred jagged polygons of one size on a map of usual size; allocated bytes must be none.</summary>
[MemoryDiagnoser]
public class RasterizationBenchmarks
{
    private const int Shapes = 500;

    private readonly PathBuffer[] _paths = new PathBuffer[Shapes];
    private readonly RasterCanvas _canvas = new();

    [Params(2, 10, 100)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _canvas.Begin(1024, 768, Color.White);
        var random = new Random(1);
        for (var i = 0; i < Shapes; i++)
            _paths[i] = Polygon(random, 4 + Size / 2);
    }

    private PathBuffer Polygon(Random random, int vertices)
    {
        var path = new PathBuffer();
        double x = random.NextDouble() * 1024, y = random.NextDouble() * 768;
        for (var i = 0; i < vertices; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * i / vertices);
            var radius = Size * (0.4 + 0.2 * random.NextDouble());
            path.Add(x + radius * cosine, y + radius * sine);
        }
        path.EndFigure(closed: true);
        return path;
    }

    [Benchmark(OperationsPerInvoke = Shapes)]
    public void Fill()
    {
        foreach (var path in _paths)
            _canvas.Fill(path, new Color(46, 125, 50));
    }

    [Benchmark(OperationsPerInvoke = Shapes)]
    public void Stroke()
    {
        foreach (var path in _paths)
            _canvas.Stroke(path, new StrokeStyle(1), Color.Black);
    }

    [Benchmark(OperationsPerInvoke = Shapes)]
    public void Dot()
    {
        for (var i = 0; i < Shapes; i++)
            _canvas.Dot(i * 1.7, i * 1.3, Color.Black);
    }
}
