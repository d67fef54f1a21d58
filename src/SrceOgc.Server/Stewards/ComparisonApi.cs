using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Stewards;

/// <summary>
/// <c>/api/v1/jeux/{id}/comparer?de=3&amp;a=4[&amp;cle=code][&amp;limite=200]</c>: what changed from one kept version to another; by
/// <c>format</c>
/// or Accept as JSON or a page. <c>format=geojson&amp;couche=…&amp;quoi=ajouts|retraits|modifications</c> leads to the features themselves.
/// </summary>
internal sealed class ComparisonApi(Comparing comparing)
{
    private const int MostShown = 5000, UsuallyShown = 200, MostDownloaded = 1_000_000;

    private readonly ComparisonPage _page = new();

    public async Task Answer(ServiceRequest request, VisibleDatasets visible, string dataset)
    {
        var (before, after) = (Version(request, visible, dataset, "de"), Version(request, visible, dataset, "a"));
        if (before.Manifest.Version == after.Manifest.Version)
            throw ServiceException.Invalid("a", request.Parameters.Required("a"), "une autre version que « de »",
                "another version than 'de'");
        var shown = request.Parameters.Integer("limite", 0, MostShown, UsuallyShown);
        var format = Format(request);
        var comparison = await comparing.CompareInTurn(before, after, request.Parameters.Optional("cle"), request.Budget);
        request.Response.Headers.Vary = "Accept, Accept-Language";
        if (format == "geojson")
            Lead(request, comparison);
        else if (format == "html")
        {
            request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
            await request.Send("text/html; charset=utf-8", _page.Write(request, ComparisonDetails.Collect(comparison, shown)));
        }
        else
            await request.Send(JsonAnswer.MediaType, ComparisonJson.Write(ComparisonDetails.Collect(comparison, shown), request.SiteUrl));
    }

    private static KeptVersion Version(ServiceRequest request, VisibleDatasets visible, string dataset, string parameter)
    {
        var number = request.Parameters.Integer(parameter, 1, int.MaxValue);
        return visible.Versions(dataset).FirstOrDefault(version => version.Manifest.Version == number)
            ?? throw ServiceException.Invalid(parameter, $"{number}", "une version conservée", "a version that is kept");
    }

    private static string Format(ServiceRequest request) => request.Parameters.Optional("format") switch
    {
        null => request.Context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) ? "html" : "json",
        "json" => "json",
        "html" => "html",
        "geojson" => "geojson",
        var other => throw ServiceException.Invalid("format", other, "json, html ou geojson", "json, html or geojson"),
    };

    /// <summary>The differences are a catalogue of their own, whose features can be had in any format: nothing is encoded here.</summary>
    private static void Lead(ServiceRequest request, Comparison comparison)
    {
        var asked = request.Parameters.Required("couche");
        var differences = comparison.Layers.FirstOrDefault(layer => layer.Name == asked)?.Differences
            ?? throw ServiceException.Invalid("couche", asked, "une couche comparée", "a layer compared");
        var what = request.Parameters.Required("quoi");
        var count = what switch
        {
            "ajouts" => differences.Added.Count,
            "retraits" => differences.Removed.Count,
            "modifications" => differences.Changed.Count,
            _ => throw ServiceException.Invalid("quoi", what, "ajouts, retraits ou modifications", "ajouts, retraits or modifications"),
        };
        if (count == 0)
            throw new ServiceException("NotFound", "quoi",
                new($"Cette couche n'a pas de {what} entre ces versions.", $"This layer has no {what} between these versions."), 404);
        request.Response.Redirect(
            $"{request.SiteUrl}/versions/{comparison.Name}/ogc/collections/{Uri.EscapeDataString($"{asked}_{what}")}/items?f=json"
            + $"&limit={MostDownloaded}");
    }
}
