using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Server.TakeAway;

/// <summary>The features of another cursor that meet an area, whole or cut to it. What only touches the area has no part in it when
/// cut.</summary>
internal sealed class CutCursor(FeatureCursor features, IPreparedGeometry area, bool isCut, RequestBudget budget) : FeatureCursor
{
    private static readonly WKBWriter Writer = new(ByteOrder.LittleEndian);

    private readonly ByteBuffer _wkb = new();
    private Envelope _bounds;
    private bool _isWhole;
    private bool _isAhead;

    /// <summary>Features handed out.</summary>
    public int Count { get; private set; }

    public override long Id => features.Id;

    public override int Ordinal => features.Ordinal;

    public override ReadOnlySpan<byte> Geometry => _isWhole ? features.Geometry : _wkb.Written;

    public override Envelope Bounds => _isWhole ? features.Bounds : _bounds;

    public override FieldValue this[int field] => features[field];

    /// <summary>Whether there is a feature to come; it is read, and kept for <see cref="MoveNext"/>.</summary>
    public bool HasNext() => _isAhead = _isAhead || Advance();

    public override bool MoveNext()
    {
        if (!_isAhead)
            return Advance();
        _isAhead = false;
        return true;
    }

    private bool Advance()
    {
        while (features.MoveNext())
        {
            budget.Look();
            if (features.Geometry.IsEmpty || !Take(WkbGeometryReader.Read(features.Geometry)))
                continue;
            Count++;
            return true;
        }

        return false;
    }

    public override void Dispose()
    {
        features.Dispose();
        _wkb.Dispose();
    }

    private bool Take(Geometry geometry)
    {
        _isWhole = true;
        if (!isCut || area.Covers(geometry))
            return area.Intersects(geometry);
        if (!area.Intersects(geometry))
            return false;
        // What cannot be repaired goes along whole.
        if (AreaRepair.Valid(geometry) is not { } valid)
            return true;
        var cut = OfDimension(OverlayNGRobust.Overlay(valid, area.Geometry, SpatialFunction.Intersection), geometry.Dimension);
        if (cut is null)
            return false;
        _isWhole = false;
        _wkb.Clear();
        _bounds = GeometryNormalizer.Normalize(Writer.Write(cut), _wkb).Bounds;
        return true;
    }

    private static Geometry? OfDimension(Geometry cut, Dimension dimension)
    {
        var parts = new List<Geometry>();
        for (var i = 0; i < cut.NumGeometries; i++)
            if (cut.GetGeometryN(i) is { IsEmpty: false } part && part.Dimension == dimension)
                parts.Add(part);
        return parts.Count == 0 ? null : WkbGeometryReader.Factory.BuildGeometry(parts);
    }
}
