using System.Globalization;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>Runs the stored queries: each becomes an ordinary query on a layer.</summary>
internal sealed class StoredQueryResolver(ServiceRequest request, WfsVersion version, FeatureFormat format)
{
    private readonly Catalog _catalog = request.Catalog;

    public IReadOnlyList<LayerQuery> Resolve(string id, QueryText text)
    {
        if (id == StoredQuery.ById.Id)
            return [ById(text)];
        if (id == StoredQuery.InCommune.Id)
            return [Within(text, CodedTerritories.Communes(_catalog), "insee")];
        if (id == StoredQuery.InEpci.Id)
            return [Within(text, CodedTerritories.Epci(_catalog), "siren")];
        return id == StoredQuery.Around.Id ? [Around(text)] : throw Unknown(id);
    }

    public static ServiceException Unknown(string id) => ServiceException.Invalid(
        "STOREDQUERY_ID", id, string.Join(", ", StoredQuery.All.Select(query => query.Id)),
            string.Join(", ", StoredQuery.All.Select(query => query.Id)));

    /// <summary>An identifier that names nothing is "not found" (WFS 2.0.2, table 3), whatever is wrong with it.</summary>
    private LayerQuery ById(QueryText text)
    {
        var id = Argument(text, "ID");
        var dot = id.LastIndexOf('.');
        if (dot <= 0 || _catalog.Find(id[..dot]) is not { } layer
            || !long.TryParse(id.AsSpan(dot + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw NotFound(id);
        var query = new FeatureQuery { Filter = new IdFilter([number]) };
        if (layer.Source.Count(query) == 0)
            throw NotFound(id);
        return Query(layer, query.Filter, text) with { IsSingleFeature = true };
    }

    private LayerQuery Within(QueryText text, CodedTerritories? territories, string parameter)
    {
        var layer = WfsNames.Find(_catalog, Argument(text, "typeName"), "typeName");
        if (territories is null)
            throw new ServiceException("OperationProcessingFailed", parameter,
                new("Aucune couche de territoires n'est publiée pour cette requête.", "No territory layer is published for this query."));
        var code = Argument(text, parameter);
        var geometry = territories.Find(code)
            ?? throw ServiceException.Invalid(parameter, code, $"un code de la couche {territories.Layer.Name}",
            $"a code of feature type {territories.Layer.Name}");
        return Query(layer, Spatial(layer, SpatialOperator.Intersects, new LiteralGeometry(geometry, territories.Layer.Crs)), text);
    }

    private LayerQuery Around(QueryText text)
    {
        var layer = WfsNames.Find(_catalog, Argument(text, "typeName"), "typeName");
        var crs = text.Arguments.GetValueOrDefault("CRS") is { Length: > 0 } name
            ? CrsName.TryParse(name, CrsRegistry.Standard, out var found)
                ? found.Crs : throw ServiceException.Invalid("crs", name, "un système annoncé", "a system that is offered")
            : CrsRegistry.Standard.Lambert93;
        var point = WkbGeometryReader.Factory.CreatePoint(new Coordinate(Number(text, "x"), Number(text, "y")));
        return Query(layer, Spatial(layer, SpatialOperator.WithinDistance, new LiteralGeometry(point, crs), Number(text, "distance")),
            text);
    }

    private Filter Spatial(CatalogLayer layer, SpatialOperator spatial, LiteralGeometry geometry, double distance = 0)
    {
        try
        {
            var builder = new QueryResolver(request, version, format).Builder(layer);
            return builder.Spatial(spatial, builder.Geometry(), geometry, distance, "m");
        }
        catch (FilterException fault)
        {
            throw new ServiceException("InvalidParameterValue", "typeName", new(fault.French, fault.English));
        }
    }

    private LayerQuery Query(CatalogLayer layer, Filter filter, QueryText text) =>
        new(layer, new FeatureQuery { Filter = filter }, new QueryResolver(request, version, format).Selection(layer, text));

    private static string Argument(QueryText text, string name) =>
        text.Arguments.GetValueOrDefault(name.ToUpperInvariant()) is { Length: > 0 } value ? value : throw ServiceException.Missing(name);

    private static double Number(QueryText text, string name) =>
        double.TryParse(Argument(text, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw ServiceException.Invalid(name, Argument(text, name), "un nombre", "a number");

    private static ServiceException NotFound(string id) => new(
        "NotFound", "ID", new($"Aucun objet n'a l'identifiant « {ServiceException.Shortened(id)} ».",
            $"No feature has the identifier '{ServiceException.Shortened(id)}'."), StatusCodes.Status404NotFound);
}
