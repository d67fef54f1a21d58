using System.Globalization;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Formats.Gml;

/// <summary>gml:boundedBy of a collection of GML 3.1.1: where its layers lie, since features are not read before they are
/// written.</summary>
internal static class GmlBounds
{
    /// <summary>Nothing when no layer has a place, or they have several systems.</summary>
    public static void Write(Utf8Output output, IReadOnlyList<LayerSelection> layers)
    {
        var spatial = layers.Where(layer => layer.WithGeometry && !layer.Type.Extent.IsEmpty).ToArray();
        if (spatial.Length == 0 || spatial.Any(layer => layer.GmlCrsName != spatial[0].GmlCrsName))
            return;
        var extent = spatial.Aggregate(Envelope.Empty, (all, layer) => all.Union(layer.Transform.TransformEnvelope(layer.Type.Extent)));
        if (extent.IsEmpty)
            return;
        var decimals = spatial[0].Crs.Crs.Decimals;
        var (lower, upper) = ((Down(extent.MinX, decimals), Down(extent.MinY, decimals)),
            (Up(extent.MaxX, decimals), Up(extent.MaxY, decimals)));
        output.Write(
            $"<gml:boundedBy><gml:Envelope srsName=\"{spatial[0].GmlCrsName}\">"
                + $"<gml:lowerCorner>{Corner(lower, spatial[0].NorthingFirst)}</gml:lowerCorner>" +
            $"<gml:upperCorner>{Corner(upper, spatial[0].NorthingFirst)}</gml:upperCorner></gml:Envelope></gml:boundedBy>\n");
    }

    private static string Corner((double X, double Y) corner, bool northingFirst)
    {
        var (first, second) = northingFirst ? (corner.Y, corner.X) : (corner.X, corner.Y);
        return string.Create(CultureInfo.InvariantCulture, $"{first} {second}");
    }

    private static double Down(double value, int decimals) => Math.Floor(value * Math.Pow(10, decimals)) / Math.Pow(10, decimals);

    private static double Up(double value, int decimals) => Math.Ceiling(value * Math.Pow(10, decimals)) / Math.Pow(10, decimals);
}
