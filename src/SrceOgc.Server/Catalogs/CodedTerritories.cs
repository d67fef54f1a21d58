using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Server.Catalogs;

/// <summary>A layer of territories and the field that holds their codes, found by the names that French data give them.</summary>
internal sealed record CodedTerritories(CatalogLayer Layer, int CodeField)
{
    private static readonly string[] InseeFields = ["insee", "code_insee", "insee_com", "insee_commune", "codgeo", "code"];

    private static readonly string[] SirenFields = ["siren", "siren_epci", "code_siren", "code_epci", "epci", "code"];

    public static CodedTerritories? Communes(Catalog catalog) => Find(catalog, "commune", InseeFields);

    public static CodedTerritories? Epci(Catalog catalog) => Find(catalog, "epci", SirenFields);

    /// <summary>The geometry of the territory with this code, whole; null when there is none.</summary>
    public Geometry? Find(string code)
    {
        var field = new FieldExpression(CodeField, Layer.Type.Fields[CodeField]);
        using var cursor = Layer.Source.Open(
            new FeatureQuery { Filter = new ComparisonFilter(ComparisonOperator.Equal, field, LiteralExpression.Of(code)) });
        var parts = new List<Geometry>();
        while (cursor.MoveNext())
            if (!cursor.Geometry.IsEmpty)
                parts.Add(WkbGeometryReader.Read(cursor.Geometry));
        return parts.Count switch { 0 => null, 1 => parts[0], _ => UnaryUnionOp.Union(parts) };
    }

    /// <summary>Whether any feature of a layer meets a territory's geometry, which is in the CRS of <see cref="Layer"/>.</summary>
    public bool HasFeaturesIn(CatalogLayer layer, Geometry geometry)
    {
        if (!layer.IsSpatial)
            return false;
        var builder = new FilterBuilder(layer.Type, layer.Crs, CrsRegistry.Standard, new CrsName(Layer.Crs, CrsSpelling.Code),
            AxisOrderRule.EastNorth);
        var filter = builder.Spatial(SpatialOperator.Intersects, builder.Geometry(), new LiteralGeometry(geometry, Layer.Crs), 0, "m");
        using var cursor = layer.Source.Open(new FeatureQuery { Filter = filter, Limit = 1 });
        return cursor.MoveNext();
    }

    private static CodedTerritories? Find(Catalog catalog, string name, string[] fields) => catalog.Layers
        .Where(layer => layer.Type.Family == GeometryFamily.Polygon && !layer.IsDerived
            && layer.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
        .OrderBy(layer => layer.Name.Length)
        .SelectMany(layer => fields.Select(field => new CodedTerritories(layer, layer.Type.IndexOf(field))))
        .FirstOrDefault(found => found.CodeField >= 0 && found.Layer.Type.Fields[found.CodeField].Kind == FieldKind.Text);
}
