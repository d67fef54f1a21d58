using System.Text;
using BenchmarkDotNet.Attributes;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Benchmarks;

/// <summary>Expressions of styles as QGIS writes them, for each of a thousand features: those in place, which must not allocate, and those
/// over objects, which do.</summary>
[MemoryDiagnoser]
public class ExpressionBenchmarks
{
    private const int Count = 1000;

    private static readonly FeatureType Type = new("couche", "geom", GeometryFamily.Polygon, false, false, 2154, Envelope.Empty, Count,
    [
        new("nom", "nom", "nom", FieldKind.Text, true, 0), new("classe", "classe", "classe", FieldKind.Integer, true, 0),
        new("surface", "surface", "surface", FieldKind.Real, true, 0),
    ]);

    private readonly Rows _rows = new();
    private EvaluationContext _context = null!;
    private StyleExpression _expression = null!;

    /// <summary>Of a rule, a size, a colour, a label; then of objects.</summary>
    [Params(
        "\"classe\" IN (1, 3, 5) AND \"surface\" > 10",
        "scale_linear(\"surface\", 0, 1000, 1, 8)",
        "CASE WHEN \"classe\" = 1 THEN color_rgb(255, 0, 0) ELSE '#00ff00' END",
        "upper(\"nom\") || ' ' || format_number(\"surface\", 1)",
        "array_contains(array(1, 3, 5), \"classe\")",
        "area(buffer($geometry, 10))")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _context = new EvaluationContext(_rows, new MapScale(1, 1, 96));
        _expression = ExpressionParser.Parse(Text, Type, new StyleLosses());
    }

    [Benchmark]
    public StyleExpression Parse() => ExpressionParser.Parse(Text, Type, new StyleLosses());

    [Benchmark(OperationsPerInvoke = Count)]
    public long Evaluate()
    {
        var nulls = 0L;
        _rows.Begin();
        while (_rows.MoveNext())
        {
            _context.Scratch.Reset();
            nulls += _expression.Evaluate(_context).IsNull ? 1 : 0;
        }

        return nulls;
    }

    private sealed class Rows : FeatureCursor
    {
        private static readonly byte[] Name = Encoding.UTF8.GetBytes("Forêt d'Halatte");

        private readonly byte[] _square = new NetTopologySuite.IO.WKTReader().Read("POLYGON((0 0, 50 0, 50 40, 0 40, 0 0))").AsBinary();
        private int _at = -1;

        public override long Id => _at + 1;

        public override int Ordinal => _at;

        public override ReadOnlySpan<byte> Geometry => _square;

        public override Envelope Bounds => new(0, 0, 50, 40);

        public override FieldValue this[int field] => field switch
        {
            0 => FieldValue.Of(Name),
            1 => FieldValue.Of((long)(_at % 7)),
            _ => FieldValue.Of(_at / 2.0),
        };

        public void Begin() => _at = -1;

        public override bool MoveNext() => ++_at < Count;

        public override void Dispose()
        {
        }
    }
}
