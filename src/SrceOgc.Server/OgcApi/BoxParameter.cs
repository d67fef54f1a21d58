using System.Globalization;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;

namespace SrceOgc.Server.OgcApi;

/// <summary>
/// bbox (17-069r4, 7.15.3): four numbers, or six of which the heights do not count. In a geographic system a box whose first
/// longitude is the greater goes across the antimeridian: it is two boxes. Features without geometry match every box.
/// </summary>
internal static class BoxParameter
{
    public static Filter Read(string text, CatalogLayer layer, FilterTally tally, CrsName crs)
    {
        var (west, south, east, north) = Corners(text, crs);
        if (!(south <= north) || !double.IsFinite(north - south) || !double.IsFinite(east - west))
            throw new FilterException(
                "bbox : le premier coin doit être au sud du second, en nombres de taille raisonnable.",
                "bbox: the first corner must lie south of the second, in numbers of reasonable size.");
        if (!layer.IsSpatial)
            return Filter.All;
        var builder = layer.Filters(tally, crs, AxisOrderRule.BySpelling);
        Filter Inside(double from, double to) =>
            builder.Spatial(SpatialOperator.Intersects, builder.Geometry(),
                LiteralGeometry.Of(new Envelope(from, south, to, north), crs.Crs));
        var box = west <= east ? Inside(west, east)
            : crs.Crs.IsGeographic ? new OrFilter([Inside(west, 180), Inside(-180, east)])
            : throw new FilterException("bbox : le premier coin doit être à l'ouest du second.",
                "bbox: the first corner must lie west of the second.");
        return layer.Source.HasFeaturesWithoutGeometry ? new OrFilter([box, new IsNullFilter(builder.Geometry())]) : box;
    }

    private static (double West, double South, double East, double North) Corners(string text, CrsName crs)
    {
        var parts = text.Split(',');
        if (parts.Length is not (4 or 6))
            throw new FilterException($"bbox attend quatre ou six nombres : {parts.Length} donnés.",
                $"bbox takes four or six numbers: {parts.Length} given.");
        var numbers = Array.ConvertAll(parts, Number);
        var half = parts.Length / 2;
        return crs.IsNorthingFirst(AxisOrderRule.BySpelling)
            ? (numbers[1], numbers[0], numbers[half + 1], numbers[half])
            : (numbers[0], numbers[1], numbers[half], numbers[half + 1]);
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? number
        : throw new FilterException($"bbox : « {GivenText.Shortened(text)} » n'est pas un nombre.",
            $"bbox: '{GivenText.Shortened(text)}' is not a number.");
}
