using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>Turns what a client wrote into queries on layers: names are looked up, filters parsed, systems found.</summary>
internal sealed class QueryResolver(ServiceRequest request, WfsVersion version, FeatureFormat format)
{
    private Catalog Catalog => request.Catalog;

    public IReadOnlyList<LayerQuery> Resolve(IReadOnlyList<QueryText> texts)
    {
        QueryText.RequireCount(texts.Count);
        var queries = texts.SelectMany(Resolve).ToArray();
        QueryText.RequireCount(queries.Length);
        if (queries.Length > 1 && format.IsSingleLayer)
            throw new ServiceException("InvalidParameterValue", "OUTPUTFORMAT", new(
                $"Le format {format.MediaType} ne contient qu'une couche à la fois.",
                    $"Format {format.MediaType} holds one feature type only."));
        return queries;
    }

    private IEnumerable<LayerQuery> Resolve(QueryText text)
    {
        if (text.StoredQuery is { } stored)
            return new StoredQueryResolver(request, version, format).Resolve(stored, text);
        if (text.TypeNames.Count > 1)
            throw new ServiceException("OptionNotSupported", version.TypesParameter, new(
                "Les jointures ne sont pas prises en charge : demander plusieurs couches par TYPENAMES=(a)(b).",
                    "Joins are not supported: ask for several feature types by TYPENAMES=(a)(b)."));
        return text.TypeNames.Count == 1
            ? [Resolve(WfsNames.Find(Catalog, text.TypeNames[0], version.TypesParameter), text)]
            : LayersOf(text.ResourceIds)
                .Select(layer => Resolve(layer, text
                with
                { TypeNames = [layer.Name], ResourceIds = [.. text.ResourceIds.Where(id => TypeOf(id) == layer.Name)] }));
    }

    /// <summary>Without type names, identifiers name their types.</summary>
    private IEnumerable<CatalogLayer> LayersOf(IReadOnlyList<string> identifiers) => identifiers.Select(TypeOf).Distinct().Select(
        name => Catalog.Find(name)
            ?? throw ServiceException.Invalid("RESOURCEID", name, "« couche.numéro », d'une couche publiée",
            "'type.number' of a published feature type"));

    private static string TypeOf(string identifier) => identifier.LastIndexOf('.') is > 0 and var dot ? identifier[..dot] : identifier;

    private LayerQuery Resolve(CatalogLayer layer, QueryText text)
    {
        var query = new FeatureQuery
        {
            Filter = FilterOf(layer, text),
            Sort = SortText.Read(text.SortBy, layer.Type, "SORTBY"),
        };
        return new LayerQuery(layer, query, Selection(layer, text));
    }

    /// <summary>How the features of a layer will be written.</summary>
    public LayerSelection Selection(CatalogLayer layer, QueryText text)
    {
        var crs = SystemOf(layer, text.SrsName);
        var fields = PropertyList.Read(text.Properties, layer.Type, "PROPERTYNAME", out var withGeometry);
        return layer.Select(fields, withGeometry, crs, version.AxisOrder);
    }

    /// <summary>
    /// A box or a geometry of CQL that names no system is in that of SRSNAME, its axes included, as other servers have it; without one in
    /// the layer's own.
    /// </summary>
    public FilterBuilder Builder(CatalogLayer layer, string? asked = null) =>
        layer.Filters(request.Filters, string.IsNullOrEmpty(asked) ? version.NameOf(layer.Crs) : Asked(layer, asked), version.AxisOrder);

    private CrsName SystemOf(CatalogLayer layer, string? asked)
    {
        if (format.OnlySrid is { } only)
            return new CrsName(CrsRegistry.Standard.Find(only)!, CrsSpelling.Urn);
        if (string.IsNullOrEmpty(asked))
            return version.NameOf(layer.Crs);
        return Asked(layer, asked);
    }

    private static CrsName Asked(CatalogLayer layer, string asked) => CrsName.TryParse(asked, layer.Systems(), out var crs)
        ? crs
        : throw ServiceException.Invalid("SRSNAME", asked, "un des systèmes annoncés dans les capacités",
            "one of the systems that the capabilities list");

    private Filter FilterOf(CatalogLayer layer, QueryText text)
    {
        var builder = Builder(layer);
        // What the address says in a form of its own; a filter in XML has the default of its standard (04-095, 8.2; 09-026r2, 7.8.3).
        var given = Builder(layer, text.SrsName);
        var parts = new List<Filter>();
        Add(parts, "FILTER", text.Filter, builder, FesFilterReader.Read);
        if (text.PostedFilter is { } posted)
            parts.Add(LayerReading.ForParameter("FILTER", () => FesFilterReader.Read(posted, builder)));
        Add(parts, "CQL_FILTER", text.Cql, given, CqlReader.Read);
        Add(parts, "BBOX", text.Box, given, BoxText.Read);
        if (text.ResourceIds.Count > 0)
            parts.Add(LayerReading.ForParameter("RESOURCEID", () => builder.Identifiers(text.ResourceIds)));
        if (builder.ForeignIdentifiers.Concat(given.ForeignIdentifiers).FirstOrDefault() is { } foreign)
            throw ServiceException.Invalid("RESOURCEID", foreign, $"un identifiant de la couche {layer.Name}",
                $"an identifier of feature type {layer.Name}");
        return parts.Count switch { 0 => Filter.All, 1 => parts[0], _ => new AndFilter(parts) };
    }

    private static void Add(List<Filter> parts, string parameter, string? text, FilterBuilder builder,
        Func<string, FilterBuilder, Filter> read)
    {
        if (!string.IsNullOrEmpty(text))
            parts.Add(LayerReading.ForParameter(parameter, () => read(text, builder)));
    }
}
