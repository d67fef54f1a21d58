using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// Addresses of the pages beside this one. They are written from the query as understood, so that a posted query has them
/// too, and never repeat what a client made up.
/// </summary>
internal sealed class PageLinks(ServiceRequest request, WfsVersion version, string operation, string mediaType,
    IReadOnlyList<QueryText> queries)
{
    public string? Next(long matched, long start, long count) => count < matched - start && count > 0 ? Page(start + count, count) : null;

    /// <summary>The page itself, for an answer that only counted.</summary>
    public string? First(long matched, long start, long count) => start < matched && count > 0 ? Page(start, count) : null;

    /// <summary>From beyond the end it leads to the last page, not to another empty one.</summary>
    public string? Previous(long matched, long start, long count)
    {
        var end = Math.Min(start, matched);
        return end > 0 && count > 0 ? Page(Math.Max(0, end - count), Math.Min(count, end)) : null;
    }

    private string Page(long start, long count)
    {
        var link = new StringBuilder(request.PublicUrl).Append("/wfs?SERVICE=WFS");
        Add(link, "VERSION", version.Number);
        Add(link, "REQUEST", operation);
        Add(link, "OUTPUTFORMAT", mediaType);
        Add(link, "VALUEREFERENCE", request.Parameters.Optional("VALUEREFERENCE"));
        if (queries[0].StoredQuery is { } stored)
            AddStored(link, stored);
        else
            AddQueries(link);
        Add(link, "STARTINDEX", start.ToString(CultureInfo.InvariantCulture));
        Add(link, "COUNT", count.ToString(CultureInfo.InvariantCulture));
        return link.ToString();
    }

    private void AddStored(StringBuilder link, string stored)
    {
        Add(link, "STOREDQUERY_ID", stored);
        foreach (var parameter in StoredQuery.All.First(query => query.Id == stored).Parameters)
            Add(link, parameter.Name, queries[0].Arguments.GetValueOrDefault(parameter.Name.ToUpperInvariant()));
        Add(link, "SRSNAME", queries[0].SrsName);
    }

    private void AddQueries(StringBuilder link)
    {
        AddEach(link, version.TypesParameter, query => string.Join(',', query.TypeNames));
        AddEach(link, "FILTER", query => query.Filter ?? query.PostedFilter?.ToString(SaveOptions.DisableFormatting));
        AddEach(link, "CQL_FILTER", query => query.Cql);
        AddEach(link, "BBOX", query => query.Box);
        Add(link, "RESOURCEID", string.Join(',', queries[0].ResourceIds));
        AddEach(link, "SRSNAME", query => query.SrsName);
        AddEach(link, "PROPERTYNAME", query => string.Join(',', query.Properties));
        AddEach(link, "SORTBY", query => query.SortBy);
    }

    private void AddEach(StringBuilder link, string name, Func<QueryText, string?> value)
    {
        if (queries.Any(query => !string.IsNullOrEmpty(value(query))))
            Add(link, name, queries.Count == 1 ? value(queries[0]) : string.Concat(queries.Select(query => $"({value(query)})")));
    }

    private static void Add(StringBuilder link, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            link.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
