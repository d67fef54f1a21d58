using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.TakeAway;

/// <summary>What is taken away: which layers of which ground, how far beyond it, cut or whole.</summary>
internal sealed record PackageRequest(TerritoryGround Ground, IReadOnlyList<CatalogLayer> Layers, double Margin, bool IsCut)
{
    private const double WidestMargin = 50_000, UsualMargin = 0;

    public static PackageRequest Of(ServiceRequest request, TerritoryGround ground)
    {
        var margin = request.Parameters.Number("tampon") ?? UsualMargin;
        if (margin is < 0 or > WidestMargin)
            throw ServiceException.Invalid("tampon", request.Parameters["tampon"]!, $"0 à {WidestMargin:0} mètres",
                $"0 to {WidestMargin:0} metres");
        var cut = request.Parameters.Optional("decoupe") ?? "1";
        if (cut is not ("0" or "1"))
            throw ServiceException.Invalid("decoupe", cut, "0 (objets entiers) ou 1 (découpés)", "0 (whole features) or 1 (cut)");
        return new(ground, LayersOf(request), margin, cut == "1");
    }

    /// <summary>For file names: letters, digits and hyphens.</summary>
    public string BaseName => $"{Ground.Type}-{Rendering.StyleFormats.Libraries.StyleNames.Identifier(Ground.Code)}";

    private static IReadOnlyList<CatalogLayer> LayersOf(ServiceRequest request)
    {
        if (request.Parameters.List("couches") is not { } names)
            return [.. request.Catalog.Layers.Where(layer => layer.IsSpatial && !layer.IsDerived)];
        return [.. names.Distinct().Select(name => request.Catalog.Find(name) is { IsSpatial: true } layer ? layer : throw request.OrGone(
            ServiceException.Invalid("couches", name, "des noms de couches à géométrie, séparés par des virgules",
                "names of layers with geometry, separated by commas"), name))];
    }
}
