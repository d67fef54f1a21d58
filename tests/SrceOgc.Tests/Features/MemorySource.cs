using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Features;

/// <summary>A feature of a test: its values are null, bool, long, double, string, DateOnly or DateTime.</summary>
internal sealed record MemoryFeature(long Id, Geometry? Geometry, params object?[] Values);

/// <summary>A layer held in a list, read in its order.</summary>
internal sealed class MemorySource(FeatureType type, params IReadOnlyList<MemoryFeature> features) : IFeatureSource
{
    public string Stamp => "essai";

    public FeatureType Type => type;

    public IReadOnlyList<MemoryFeature> Features => features;

    public static FeatureType TypeOf(string name, GeometryFamily family, params (string Name, FieldKind Kind)[] fields) => new(
        name, family == GeometryFamily.None ? "" : "geom", family, IsMulti: false, HasZ: false, Srid: 2154, new Envelope(0, 0, 1000, 1000),
            0,
        [.. fields.Select(field => new Field(field.Name, field.Name, field.Name, field.Kind, Nullable: true, MaxLength: 0))]);

    public FeatureCursor Open(FeatureQuery query)
    {
        var predicate = FilterPredicate.Compile(query.Filter, query.Budget);
        var all = new MemoryCursor(features);
        var kept = new List<MemoryFeature>();
        while (all.MoveNext())
            if (predicate.Matches(all) && query.IsHidden?.Invoke(all.Bounds) != true)
                kept.Add(features[all.Ordinal]);
        return new MemoryCursor([.. kept.Skip((int)query.Offset).Take((int)Math.Min(query.Limit, int.MaxValue))]);
    }

    public long Count(FeatureQuery query)
    {
        using var cursor = Open(query with { Offset = 0, Limit = long.MaxValue });
        var count = 0;
        while (cursor.MoveNext())
            count++;
        return count;
    }
}

internal sealed class MemoryCursor : FeatureCursor
{
    private readonly IReadOnlyList<MemoryFeature> _features;
    private readonly byte[][] _wkb;
    private readonly byte[][][] _texts;
    private readonly Envelope[] _bounds;
    private int _at = -1;

    public MemoryCursor(IReadOnlyList<MemoryFeature> features)
    {
        _features = features;
        _wkb = [.. features.Select(feature => feature.Geometry is null or { IsEmpty: true }
            ? [] : new WKBWriter(NetTopologySuite.IO.ByteOrder.LittleEndian, false).Write(feature.Geometry))];
        _bounds = [.. features.Select(feature => BoundsOf(feature.Geometry))];
        _texts = [.. features.Select(feature =>
            feature.Values.Select(value => value is string text ? Encoding.UTF8.GetBytes(text) : []).ToArray())];
    }

    private static Envelope BoundsOf(Geometry? geometry)
    {
        if (geometry is not { IsEmpty: false })
            return Envelope.Empty;
        var bounds = geometry.EnvelopeInternal;
        return new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);
    }

    public override long Id => _features[_at].Id;

    public override int Ordinal => _at;

    public override ReadOnlySpan<byte> Geometry => _wkb[_at];

    public override Envelope Bounds => _bounds[_at];

    public override FieldValue this[int field] => _features[_at].Values[field] switch
    {
        bool value => FieldValue.Of(value),
        int value => FieldValue.Of((long)value),
        long value => FieldValue.Of(value),
        double value => FieldValue.Of(value),
        string => FieldValue.Of(_texts[_at][field].AsSpan()),
        DateOnly value => FieldValue.OfDays(value.DayNumber - 719162),
        DateTime value => FieldValue.OfMilliseconds((long)(value - DateTime.UnixEpoch).TotalMilliseconds),
        _ => FieldValue.Null,
    };

    public override bool MoveNext() => ++_at < _features.Count;

    public override void Dispose()
    {
    }
}
