using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Server.Territories;

/// <summary>The ground of a territory, valid, in the system it is measured in.</summary>
internal static class TerritoryGeometry
{
    /// <summary>Systems in metres of the parts of France: a territory is measured in that of its own.</summary>
    private static readonly int[] Measuring = [2154, 2972, 2975, 4471, 5490];

    /// <summary>The system to measure the territories of this layer in.</summary>
    public static Crs SystemOf(Crs crs, Envelope degrees)
    {
        if (Measuring.Contains(crs.Srid))
            return crs;
        foreach (var srid in Measuring)
            if (CrsRegistry.Standard.Find(srid) is { } candidate && candidate.Area.Contains(degrees))
                return candidate;
        return CrsRegistry.Standard.Lambert93;
    }

    public static Crs SystemOf(TerritoryIndex index, Territory territory) =>
        territory.Layer is { } layer
        ? SystemOf(layer.Crs, layer.GeographicExtent)
        : index.OfType(BuiltInTerritories.Commune).Layer is { Layer: var communes }
            ? SystemOf(communes.Crs, communes.GeographicExtent) : CrsRegistry.Standard.Lambert93;

    /// <exception cref="ServiceException">409: nothing is left of it.</exception>
    public static Geometry Of(TerritoryIndex index, Territory territory) =>
        TryOf(index, territory) ?? throw new ServiceException("Conflict", "code", new(
        $"Le territoire « {territory.Name} » n'a pas de surface.", $"Territory '{territory.Name}' has no area."), 409);

    /// <summary>Null when it has no area.</summary>
    public static Geometry? TryOf(TerritoryIndex index, Territory territory)
    {
        var system = SystemOf(index, territory);
        var geometry = territory.Layer is { } layer
            ? Read([(layer, territory.Features)], system) : Read(MembersOf(index, territory), system);
        return geometry is { IsEmpty: false, Area: > 0 } ? geometry : null;
    }

    /// <summary>Whether a point that lies well within one territory lies in another, whose ground this is.</summary>
    public static bool IsMiddleIn(TerritoryIndex index, Territory territory, Territory parent, Geometry ground)
    {
        var point = InteriorPoint.GetInteriorCoord(Of(index, territory));
        var (from, to) = (SystemOf(index, territory), SystemOf(index, parent));
        var (x, y) = CrsTransform.Between(from, to).Transform(point.X, point.Y);
        return SimplePointInAreaLocator.Locate(new(x, y), ground) != Location.Exterior;
    }

    private static IEnumerable<(CatalogLayer Layer, IReadOnlyList<long> Ids)> MembersOf(TerritoryIndex index, Territory territory) =>
        territory.Communes.Select(index.OfType(BuiltInTerritories.Commune).Find).OfType<Territory>()
            .Where(commune => commune.Layer is not null).GroupBy(commune => commune.Layer!)
            .Select(layer => (layer.Key, (IReadOnlyList<long>)[.. layer.SelectMany(commune => commune.Features)]));

    private static Geometry Read(IEnumerable<(CatalogLayer Layer, IReadOnlyList<long> Ids)> features, Crs system)
    {
        var parts = new List<Geometry>();
        foreach (var (layer, ids) in features)
        {
            var transform = CrsTransform.Between(layer.Crs, system);
            using var cursor = layer.Source.Open(new FeatureQuery { Filter = new IdFilter(ids) });
            while (cursor.MoveNext())
                if (!cursor.Geometry.IsEmpty)
                    parts.Add(Valid(MeasuringTransform.Apply(WkbGeometryReader.Read(cursor.Geometry), transform)));
        }

        return parts.Count switch { 0 => WkbGeometryReader.Factory.CreatePolygon(), 1 => parts[0], _ => OverlayNGRobust.Union(parts) };
    }

    private static Geometry Valid(Geometry geometry) => AreaRepair.Valid(geometry) ?? WkbGeometryReader.Factory.CreatePolygon();
}
