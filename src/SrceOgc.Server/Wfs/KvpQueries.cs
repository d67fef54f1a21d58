using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// Queries from an address. Several queries are parallel lists in parentheses (WFS 2.0.0, 6.2.5.3); in WFS 1.1.0 and
/// 1.0.0 a plain list of type names is several queries too, where 2.0.0 makes it a join.
/// </summary>
internal static class KvpQueries
{
    public static IReadOnlyList<QueryText> Read(Parameters parameters, WfsVersion version)
    {
        if ((parameters.Optional("STOREDQUERY_ID") ?? parameters.Optional("STOREDQUERYID")) is { } stored)
            return [Stored(parameters, stored)];
        var types = Types(parameters, version);
        QueryText.RequireCount(types.Count);
        var filters = Parallel(parameters, "FILTER", types.Count);
        var boxes = Whole(parameters, "BBOX", types.Count);
        var identifiers = parameters.Optional("RESOURCEID") ?? parameters.Optional("FEATUREID");
        Exclude(("FILTER", filters is not null), ("BBOX", boxes is not null), ("RESOURCEID", identifiers is not null));
        var cql = Whole(parameters, "CQL_FILTER", types.Count) ?? Whole(parameters, "EXP_FILTER", types.Count);
        var properties = Parallel(parameters, "PROPERTYNAME", types.Count);
        var namespaces = KvpNamespaces.Of(parameters);
        var systems = Parallel(parameters, "SRSNAME", types.Count);
        var sorts = Parallel(parameters, "SORTBY", types.Count);
        return [.. types.Select((names, i) => new QueryText
        {
            TypeNames = names,
            Filter = filters?[i].StartsWith('<') == true ? filters[i] : null,
            Cql = filters?[i].StartsWith('<') == false ? filters[i] : cql?[i],
            Box = boxes?[i],
            ResourceIds = identifiers?.Trim('(', ')').Split([",", ")("], StringSplitOptions.None) ?? [],
            SrsName = systems?[i],
            Properties = properties?[i] is { Length: > 0 } list && list != "*"
                ? [.. list.Split(',').Select(name => namespaces.Qualified(name.Trim()))] : [],
            SortBy = sorts?[i],
        })];
    }

    private static QueryText Stored(Parameters parameters, string identifier) => new()
    {
        StoredQuery = identifier,
        Arguments = parameters.All.ToDictionary(pair => pair.Key.ToUpperInvariant(), pair => pair.Value),
        SrsName = parameters.Optional("SRSNAME"),
    };

    private static List<IReadOnlyList<string>> Types(Parameters parameters, WfsVersion version)
    {
        var text = parameters.Optional("TYPENAMES") ?? parameters.Optional("TYPENAME");
        if (text is null)
            return (parameters.Optional("RESOURCEID") ?? parameters.Optional("FEATUREID")) is not null
                ? [[]] : throw ServiceException.Missing(version.TypesParameter);
        if (text.StartsWith('('))
            return [.. Groups(text).Select(group => (IReadOnlyList<string>)group.Split(','))];
        return version.HasJoins ? [text.Split(',')] : [.. text.Split(',').Select(name => (IReadOnlyList<string>)[name])];
    }

    /// <summary>One value for each query, or one for all.</summary>
    private static string[]? Parallel(Parameters parameters, string name, int count) =>
        parameters.Optional(name) is not { } text ? null : text.StartsWith('(')
            ? Spread(name, Groups(text), count) : Spread(name, [text], count);

    /// <summary>Of texts that may themselves begin with a parenthesis: groups only when there are several queries.</summary>
    private static string[]? Whole(Parameters parameters, string name, int count) =>
        parameters.Optional(name) is not { } text ? null : count > 1 && text.StartsWith('(')
            ? Spread(name, Groups(text), count) : Spread(name, [text], count);

    private static string[] Spread(string name, string[] values, int count)
    {
        if (values.Length != 1 && values.Length != count)
            throw new ServiceException("InvalidParameterValue", name, new(
                $"{name} : {values.Length} listes pour {count} requêtes.", $"{name}: {values.Length} lists for {count} queries."));
        return values.Length == count ? values : [.. Enumerable.Repeat(values[0], count)];
    }

    private static string[] Groups(string text) => text.Trim()[1..].TrimEnd(')').Split(")(");

    private static void Exclude(params ReadOnlySpan<(string Name, bool IsGiven)> parameters)
    {
        string? first = null;
        foreach (var (name, isGiven) in parameters)
            if (isGiven && first is not null)
                throw new ServiceException("InvalidParameterValue", name,
                    new($"{first} et {name} s'excluent.", $"{first} and {name} exclude each other."));
            else if (isGiven)
                first = name;
    }
}
