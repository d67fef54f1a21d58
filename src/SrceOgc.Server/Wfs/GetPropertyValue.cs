using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.Gml;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>WFS 2.0.0, 10: the values of one property. A null is no value, so features without one do not count.</summary>
internal sealed class GetPropertyValue(Settings settings, FeatureAdmission admission)
{
    public async Task Answer(ServiceRequest request, WfsVersion version, IReadOnlyList<QueryText> texts)
    {
        var reference = ReferenceOf(request.Parameters);
        GetFeature.Resolve(request.Parameters);
        if (request.Parameters.Optional("OUTPUTFORMAT") is { } asked && !FeatureFormats.Gml32.Answers(asked))
            throw ServiceException.Invalid("OUTPUTFORMAT", asked, FeatureFormats.Gml32.MediaType, FeatureFormats.Gml32.MediaType);
        var queries = new QueryResolver(request, version, FeatureFormats.Gml32).Resolve(texts).Select(query => Narrow(query, reference))
            .ToArray();
        if (queries.Length == 0)
            throw ServiceException.Missing(version.TypesParameter);
        if (request.IsNotModified($"v{request.Catalog.Sequence}"))
            return;
        var page = PageRequest.Read(request, version, FeatureFormats.Gml32, settings);
        await using var answer = new StreamedAnswer(request, FeatureFormats.Gml32.MediaType + "; charset=utf-8");
        using var encoder = new GmlValueEncoder(answer.Output, WfsNames.Prefix, request.Catalog.Service.NamespaceUri);
        var links = new PageLinks(request, version, "GetPropertyValue", FeatureFormats.Gml32.MediaType, texts);
        await page.Write(new FeatureStream(request, answer, encoder, admission), queries, links, version, FeatureFormats.Gml32, "");
    }

    /// <summary>Given and empty is wrong, not missing (WFS 2.0.0, 10.4).</summary>
    private static string ReferenceOf(Parameters parameters)
    {
        if (!parameters.All.ContainsKey("VALUEREFERENCE"))
            throw ServiceException.Missing("VALUEREFERENCE");
        return parameters.Optional("VALUEREFERENCE")?.Trim() is { Length: > 0 } given
            ? KvpNamespaces.Of(parameters).Qualified(given)
            : throw ServiceException.Invalid("VALUEREFERENCE", "", "le nom d'une propriété", "the name of a property");
    }

    /// <summary>The answer is a list of values, of one feature too.</summary>
    private static LayerQuery Narrow(LayerQuery query, string reference)
    {
        query = query with { IsSingleFeature = false };
        if (reference.TrimStart('@') is "gml:id" or "id")
            return query with { Selection = query.Selection with { Fields = [], WithGeometry = false } };
        var type = query.Layer.Type;
        if (PropertyList.IsGeometry(reference, type))
            return Without(query, new GeometryExpression(), [], withGeometry: true);
        if (UsualNames.IsInherited(reference))
            return query with
            {
                Query = query.Query with { Filter = Filter.None },
                Selection = query.Selection
                with
                { Fields = [], WithGeometry = false }
            };
        var field = type.IndexOf(PropertyList.LocalName(reference));
        if (field < 0)
            throw ServiceException.Invalid("VALUEREFERENCE", reference, $"une propriété de la couche {type.Name}",
                $"a property of feature type {type.Name}");
        return Without(query, new FieldExpression(field, type.Fields[field]), [field], withGeometry: false);
    }

    private static LayerQuery Without(LayerQuery query, Expression property, IReadOnlyList<int> fields, bool withGeometry) => query with
    {
        Query = query.Query with { Filter = new AndFilter([query.Query.Filter, new NotFilter(new IsNullFilter(property))]) },
        Selection = query.Selection with { Fields = fields, WithGeometry = withGeometry },
    };
}
