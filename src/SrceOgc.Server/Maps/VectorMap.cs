using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Maps;

/// <summary>A map as a vector file: the same scene, with what it is called and of when it is.</summary>
internal static class VectorMap
{
    public static void Write(ServiceRequest request, MapRequest map, MapScene scene, MapRenderer renderer, ByteSink file)
    {
        if (map.Format.Format == MapFormat.Svg)
            WriteSvg(TitleOf(map, request.Language), scene, renderer, file, request.Budget);
        else
            WritePdf(request, map, scene, renderer, file);
    }

    private static void WriteSvg(string title, MapScene scene, MapRenderer renderer, ByteSink file, RequestBudget budget)
    {
        using var canvas = new SvgCanvas(scene.Width, scene.Height, budget);
        renderer.Draw(scene, canvas, budget);
        canvas.Write(title, file);
    }

    private static void WritePdf(ServiceRequest request, MapRequest map, MapScene scene, MapRenderer renderer, ByteSink file)
    {
        var title = TitleOf(map, request.Language);
        var language = request.Language == Language.French ? "fr" : "en";
        using var pages = new PdfPages(
            new(title, request.Catalog.Service.Contact.Organization, language, LatestOf(map)), request.Budget);
        var page = pages.Add(scene.Width, scene.Height, scene.Dpi);
        page.BeginTag("Figure", title);
        renderer.Draw(scene, page, request.Budget);
        page.EndTag();
        pages.Write(file);
    }

    private static string TitleOf(MapRequest map, Language language) =>
        string.Join(", ", map.Layers.Select(layer => layer.Layer.Title.In(language)).Distinct());

    private static DateTime LatestOf(MapRequest map) =>
        map.Layers.Select(layer => layer.Layer.Publication.Published).DefaultIfEmpty(DateTime.UnixEpoch).Max();
}
