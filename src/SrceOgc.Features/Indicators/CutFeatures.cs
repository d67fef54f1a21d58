using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.Indicators;

/// <summary>What a feature has of a square, with its category.</summary>
internal sealed record FeaturePart(Geometry Geometry, string? Category);

/// <summary>
/// The features of many vertices, cut into the squares beforehand, columns first: a corridor of 100 000 vertices is read once, not once for
/// each of its squares.
/// Small features are cut when their square is measured (<see cref="CellContent"/>).
/// </summary>
internal sealed class CutFeatures
{
    /// <summary>Bytes of WKB from which on a feature is large: about 500 vertices.</summary>
    public const int Large = 8 << 10;

    private readonly CellGrid _grid;
    private readonly Envelope _bounds;
    private readonly RequestBudget _budget;
    private readonly ConcurrentDictionary<(RoleSource Source, int Column, int Row), List<(long Id, FeaturePart Part)>> _parts = new();

    /// <summary>The feature that parts are of.</summary>
    private sealed record Origin(RoleSource Source, long Id, string? Category);

    /// <param name="grid">The squares.</param>
    /// <param name="bounds">Of all squares that are measured.</param>
    /// <param name="budget">Ends the work.</param>
    public CutFeatures(CellGrid grid, in Envelope bounds, RequestBudget budget) => (_grid, _bounds, _budget) = (grid, bounds, budget);

    /// <summary>In the order of features, whichever thread cut them first: the same input gives the same digits.</summary>
    public IEnumerable<FeaturePart> In(RoleSource source, (int Column, int Row) cell) =>
        _parts.TryGetValue((source, cell.Column, cell.Row), out var parts) ? parts.OrderBy(static part => part.Id)
            .Select(static part => part.Part) : [];

    /// <summary>The large features of a source, to be cut each by whichever thread comes.</summary>
    public List<long> LargeOf(RoleSource source)
    {
        var window = source.ToMeasuring.IsIdentity ? _bounds : source.ToMeasuring.Inverse.TransformEnvelope(_bounds);
        var found = new List<long>();
        using var cursor = source.Layer.Open(new FeatureQuery { Filter = source.Filter, Window = window, Budget = _budget });
        while (cursor.MoveNext())
            if (cursor.Geometry.Length >= Large)
                found.Add(cursor.Id);
        return found;
    }

    public void Cut(RoleSource source, long id)
    {
        using var cursor = source.Layer.Open(new FeatureQuery { Filter = new SrceOgc.Features.Expressions.Model.IdFilter([id]) });
        if (!cursor.MoveNext())
            return;
        var category = CellContent.CategoryOf(cursor, source);
        var geometry = MeasuringTransform.Apply(Repairs.Of(source.Layer).Read(cursor.Ordinal, cursor.Geometry), source.ToMeasuring);
        Add(geometry, new(source, id, category), new());
    }

    private void Add(Geometry geometry, Origin origin, RectangleClipping clipping)
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            _budget.Look();
            var part = geometry.GetGeometryN(i);
            if (part is GeometryCollection nested)
                Add(nested, origin, clipping);
            else if (part is Polygon or LineString && RectangleClipping.Of(part.EnvelopeInternal) is var own && own.Intersects(_bounds))
                AddColumns(part, own.Intersection(_bounds), origin, clipping);
        }
    }

    private void AddColumns(Geometry part, Envelope bounds, Origin origin, RectangleClipping clipping)
    {
        var (first, _) = _grid.CellOf(bounds.MinX, bounds.MinY);
        var (last, _) = _grid.CellOf(bounds.MaxX, bounds.MaxY);
        for (var column = first; column <= last; column++)
        {
            _budget.Look();
            foreach (var strip in Clipped(part, _grid.Strip(column, bounds), clipping))
                AddCells(strip, column, origin, clipping);
        }
    }

    private void AddCells(Geometry strip, int column, Origin origin, RectangleClipping clipping)
    {
        var (_, first) = _grid.CellOf(strip.EnvelopeInternal.MinX, strip.EnvelopeInternal.MinY);
        var (_, last) = _grid.CellOf(strip.EnvelopeInternal.MinX, strip.EnvelopeInternal.MaxY);
        for (var row = first; row <= last; row++)
            foreach (var piece in Clipped(strip, _grid.Box(column, row), clipping))
            {
                var parts = _parts.GetOrAdd((origin.Source, column, row), static _ => []);
                lock (parts)
                    parts.Add((origin.Id, new(piece, origin.Category)));
            }
    }

    private static List<Geometry> Clipped(Geometry part, in Envelope box, RectangleClipping clipping)
    {
        if (part is LineString line)
        {
            var lines = new List<LineString>();
            clipping.Clip(line, box, lines);
            return [.. lines];
        }

        var polygons = new List<Polygon>();
        clipping.Clip((Polygon)part, box, polygons);
        return [.. polygons];
    }
}
