using Microsoft.AspNetCore.OData;
using Microsoft.AspNetCore.OData.Extensions;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Query.Validator;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>What options mean, as the library understands them; null for what was not asked.</summary>
internal sealed record ParsedOptions(ApplyClause? Apply, ComputeClause? Compute, FilterClause? Filter, OrderByClause? OrderBy);

/// <summary>
/// The library parses options, binds them to the model and holds them to the limits. Kinds of operands are left to the one builder of
/// filters, which all languages share and which says in French what does not fit.
/// </summary>
internal static class ODataParser
{
    private static readonly ODataValidationSettings Limits = new()
    {
        AllowedQueryOptions = AllowedQueryOptions.Filter | AllowedQueryOptions.OrderBy | AllowedQueryOptions.Apply
            | AllowedQueryOptions.Compute,
        MaxNodeCount = RequestLimits.FilterNodes,
        MaxOrderByNodeCount = RequestLimits.SortKeys,
        MaxAnyAllExpressionDepth = 1,
        MaxExpansionDepth = 1,
    };

    private static readonly IServiceProvider Services = NewServices();

    /// <param name="request">Whose catalogue is meant, and whose parameters give values to aliases.</param>
    /// <param name="layer">The entity set.</param>
    /// <param name="option">A system query option, with its dollar sign.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="FilterException">It is not OData, or more than the limits allow.</exception>
    public static ParsedOptions Parse(ServiceRequest request, CatalogLayer layer, string option, string text)
    {
        if (text.Length > RequestLimits.FilterCharacters)
            throw new FilterException(
                $"Expression trop longue : au plus {RequestLimits.FilterCharacters} caractères.",
                $"Expression too long: at most {RequestLimits.FilterCharacters} characters.");
        var query = new QueryBuilder { { option, text } };
        foreach (var alias in Aliases(text))
            query.Add(alias, request.Parameters.Optional(alias) ?? throw new FilterException(
                $"L'alias {GivenText.Shortened(alias)} n'a pas de valeur : donnez-la par un paramètre de ce nom.",
                $"Alias {GivenText.Shortened(alias)} has no value: give it by a parameter of that name."));
        try
        {
            return Parsed(new ODataQueryOptions(ContextOf(request.Catalog, layer), RequestOf(query.ToQueryString())));
        }
        catch (ODataException fault)
        {
            var said = fault.Message.Length <= 300 ? fault.Message : fault.Message[..300] + "…";
            throw new FilterException($"Expression OData incorrecte : {said}", $"Incorrect OData expression: {said}");
        }
        catch (Exception fault) when (IsOfTheLibrary(fault))
        {
            throw new FilterException($"Expression OData incorrecte : {option} ne se lit pas.",
                $"Incorrect OData expression: {option} cannot be read.");
        }
    }

    /// <summary>What the library does not foresee in an expression (an alias without a name, say) it meets with its own code.</summary>
    private static bool IsOfTheLibrary(Exception fault) =>
        fault is ArgumentException or FormatException or OverflowException or InvalidOperationException or NotSupportedException
            or NullReferenceException or InvalidCastException
        && fault.TargetSite?.DeclaringType?.Namespace?.StartsWith("SrceOgc", StringComparison.Ordinal) != true;

    /// <summary>In this order: what $apply and $compute name is known to $filter and $orderby.</summary>
    private static ParsedOptions Parsed(ODataQueryOptions options)
    {
        var (apply, compute) = (options.Apply?.ApplyClause, options.Compute?.ComputeClause);
        options.Validate(Limits);
        return new(apply, compute, options.Filter?.FilterClause, options.OrderBy?.OrderByClause);
    }

    /// <summary>@name outside quotes: to the library, one without a value is null.</summary>
    private static HashSet<string> Aliases(string text)
    {
        var aliases = new HashSet<string>();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '\'';
            if (isQuoted || text[i] != '@')
                continue;
            var start = i++;
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_'))
                i++;
            aliases.Add(text[start..i--]);
        }

        return aliases;
    }

    private static ODataQueryContext ContextOf(Catalog catalog, CatalogLayer layer)
    {
        var model = ODataModel.Open(catalog);
        var set = model.FindDeclaredEntitySet(layer.Name);
        var context = new ODataQueryContext(model, set.EntityType, new ODataPath(new EntitySetSegment(set)));
        (context.DefaultQueryConfigurations.EnableFilter, context.DefaultQueryConfigurations.EnableOrderBy) = (true, true);
        return context;
    }

    private static HttpRequest RequestOf(QueryString query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = query;
        context.ODataFeature().Services = Services;
        return context.Request;
    }

    private static IServiceProvider NewServices()
    {
        GeometryFunctions.Register();
        return new Microsoft.AspNetCore.OData.ODataOptions()
            .AddRouteComponents(ODataModel.Namespace, EdmCoreModel.Instance, services =>
                services.AddSingleton<ODataUriResolver>(new AnyOperands()))
            .GetRouteServices(ODataModel.Namespace);
    }

    /// <summary>Whatever stands beside an operator passes here: see above.</summary>
    private sealed class AnyOperands : ODataUriResolver
    {
        public override bool EnableCaseInsensitive { get; set; } = true;

        public override void PromoteBinaryOperandTypes(BinaryOperatorKind binaryOperatorKind, ref SingleValueNode leftNode,
            ref SingleValueNode rightNode, out IEdmTypeReference typeReference) =>
            typeReference = binaryOperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply
                or BinaryOperatorKind.Divide or BinaryOperatorKind.Modulo
                ? EdmCoreModel.Instance.GetDouble(isNullable: true) : EdmCoreModel.Instance.GetBoolean(isNullable: true);
    }

    /// <summary>geo.intersects and geo.distance for any kind of geometry: the library knows them for points and polygons alone.</summary>
    private static class GeometryFunctions
    {
        public static void Register()
        {
            foreach (var one in new[] { EdmPrimitiveTypeKind.Geometry, EdmPrimitiveTypeKind.Geography })
                foreach (var other in new[] { EdmPrimitiveTypeKind.Geometry, EdmPrimitiveTypeKind.Geography })
                {
                    Register("geo.intersects", EdmCoreModel.Instance.GetBoolean(isNullable: true), one, other);
                    Register("geo.distance", EdmCoreModel.Instance.GetDouble(isNullable: true), one, other);
                }
        }

        private static void Register(string name, IEdmTypeReference result, EdmPrimitiveTypeKind one, EdmPrimitiveTypeKind other) =>
            CustomUriFunctions.AddCustomUriFunction(name, new FunctionSignatureWithReturnType(result,
                EdmCoreModel.Instance.GetSpatial(one, isNullable: true), EdmCoreModel.Instance.GetSpatial(other, isNullable: true)));
    }
}
