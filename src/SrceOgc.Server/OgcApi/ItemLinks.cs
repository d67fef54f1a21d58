using System.Globalization;
using System.Text;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>Addresses around an answer with features; they carry every parameter of the request, which are all known ones.</summary>
internal sealed class ItemLinks(ServiceRequest request, CatalogLayer layer, FeatureFormat? format)
{
    private readonly string _collection = $"{request.PublicUrl}{OgcApiService.Folder}/collections/{layer.Name}";

    private string MediaType => format?.MediaType ?? Representation.Html;

    public IReadOnlyList<AnswerLink> OfPage(long matched, long start, long count)
    {
        var links = new List<AnswerLink> { new("self", MediaType, Self(null, null), Say("Cette page", "This page")) };
        if (count < matched - start)
            links.Add(new("next", MediaType, Self(start + count, count), Say("Page suivante", "Next page")));
        if (Math.Min(start, matched) is > 0 and var end)
            links.Add(new("prev", MediaType, Self(Math.Max(0, end - count), Math.Min(count, end)),
                Say("Page précédente", "Previous page")));
        links.AddRange(Others());
        return links;
    }

    public IReadOnlyList<AnswerLink> OfFeature() =>
        [new("self", MediaType, Self(null, null), Say("Cet objet", "This feature")), .. Others()];

    private IEnumerable<AnswerLink> Others()
    {
        if (format != FeatureFormats.GeoJson)
            yield return new("alternate", FeatureFormats.GeoJson.MediaType, As("json"), "GeoJSON");
        if (format is not null)
            yield return new("alternate", Representation.Html, As("html"), Say("Page web", "Page"));
        yield return new("collection", Representation.Json, _collection, layer.Title.In(request.Language));
    }

    private string As(string key) => Address(("f", key));

    private string Self(long? offset, long? limit) => offset is null
        ? Address(("f", format?.Key ?? "html"))
        : Address(("f", format?.Key ?? "html"), ("offset", Text(offset)), ("limit", Text(limit)));

    private static string Text(long? number) => number!.Value.ToString(CultureInfo.InvariantCulture);

    private string Address(params ReadOnlySpan<(string Name, string Value)> replaced)
    {
        var address = new StringBuilder(request.PublicUrl)
            .Append(string.Join('/', request.Path.TrimEnd('/').Split('/').Select(Uri.EscapeDataString)));
        var separator = '?';
        foreach (var (name, value) in request.Parameters.All)
            if (!Has(replaced, name))
                Append(address, ref separator, name, value);
        foreach (var (name, value) in replaced)
            Append(address, ref separator, name, value);
        return address.ToString();
    }

    private static bool Has(ReadOnlySpan<(string Name, string Value)> replaced, string name)
    {
        foreach (var (known, _) in replaced)
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static void Append(StringBuilder address, ref char separator, string name, string value)
    {
        address.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        separator = '&';
    }

    private string Say(string french, string english) => request.Language == Language.French ? french : english;
}
