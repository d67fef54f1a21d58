using System.Text;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Rendering.Styles;

/// <summary>One feature of plain values, as a cursor that stands on it.</summary>
internal sealed class StubFeature : FeatureCursor
{
    private readonly object?[] _values;
    private readonly byte[] _wkb;

    public StubFeature(params (string Name, object? Value)[] fields)
        : this([], fields)
    {
    }

    public StubFeature(byte[] wkb, params (string Name, object? Value)[] fields)
    {
        _wkb = wkb;
        _values = [.. fields.Select(field => field.Value is string text ? Encoding.UTF8.GetBytes(text) : field.Value)];
        Type = TypeOf(GeometryFamily.Polygon, [.. fields.Select(field => field.Name)]);
    }

    public FeatureType Type { get; }

    public static FeatureType TypeOf(GeometryFamily family, params string[] fields) =>
        new("couche", "geom", family, false, false, 2154, Envelope.Empty, 0,
            [.. fields.Select(name => new Field(name, name, name, FieldKind.Text, true, 0))]);

    public override long Id => 7;

    public override int Ordinal => 0;

    public override ReadOnlySpan<byte> Geometry => _wkb;

    public override Envelope Bounds => Envelope.Empty;

    public override FieldValue this[int field] => _values[field] switch
    {
        bool value => FieldValue.Of(value),
        int value => FieldValue.Of((long)value),
        long value => FieldValue.Of(value),
        double value => FieldValue.Of(value),
        byte[] utf8 => FieldValue.Of(utf8),
        DateOnly date => FieldValue.OfDays(date.DayNumber - new DateOnly(1970, 1, 1).DayNumber),
        _ => FieldValue.Null,
    };

    public void Set(int field, object? value) => _values[field] = value is string text ? Encoding.UTF8.GetBytes(text) : value;

    public override bool MoveNext() => false;

    public override void Dispose()
    {
    }
}
