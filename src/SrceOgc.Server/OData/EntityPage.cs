using System.Globalization;
using System.Text;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>
/// Which entities of the matches. The server cuts JSON into pages of its own size, or of the size the client prefers; the
/// link to the next one says how many were given. A CSV file has no link, so it is whole.
/// </summary>
internal readonly record struct EntityPage(long Start, long Count, long Given, long Top)
{
    public static EntityPage Read(ServiceRequest request, ODataOptions options, ODataFormat format, Settings settings)
    {
        var given = options.Given;
        var top = options.Top ?? long.MaxValue;
        var size = format.IsCsv ? settings.MaxFeatures : Preferred(request) is { } preferred
            ? Math.Min(preferred, settings.PageSize) : settings.PageSize;
        return new(SaturatedSum(options.Skip, given), Math.Min(size, Math.Max(0, top - given)), given, top);
    }

    public void CheckWhole(long matched, ODataFormat format, Settings settings)
    {
        if (format.IsCsv && Math.Min(matched - Start, Top) > settings.MaxFeatures)
            throw new ServiceException("OperationProcessingFailed", "$top", new(
                $"La requête désigne {matched} objets ; un fichier en contient au plus {settings.MaxFeatures}. Restreindre par $filter "
                    + $"ou par $top.",
                $"The query matches {matched} features; a file holds {settings.MaxFeatures} at most. Narrow it by $filter or by $top."));
    }

    /// <summary>Null when this page is the last.</summary>
    public string? Next(ServiceRequest request, ODataOptions options, long matched)
    {
        if (Count == 0 || Count >= matched - Start || Count >= Top - Given)
            return null;
        var link = new StringBuilder(request.PublicUrl)
            .Append(string.Join('/', request.Path.TrimEnd('/').Split('/').Select(Uri.EscapeDataString))).Append('?');
        foreach (var (name, value) in options.Repeated())
            link.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        return link.Append("$skiptoken=").Append((Given + Count).ToString(CultureInfo.InvariantCulture)).ToString();
    }

    /// <summary>Prefer: odata.maxpagesize=500 (part 1, 8.2.8.5).</summary>
    private static long? Preferred(ServiceRequest request)
    {
        foreach (var preference in request.Context.Request.Headers["Prefer"].ToString().Split(',', ';'))
            if (preference.Split('=', 2) is [var name, var value] && name.Trim() is "odata.maxpagesize" or "maxpagesize"
                && int.TryParse(preference.Split('=', 2)[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    && size > 0)
            {
                request.Response.Headers["Preference-Applied"] = "odata.maxpagesize=" + size.ToString(CultureInfo.InvariantCulture);
                return size;
            }

        return null;
    }

    private static long SaturatedSum(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;
}
