using System.Globalization;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>Reads a box as protocols write it: four numbers and perhaps a system, in the order of axes that system has there.</summary>
public static class BoxText
{
    /// <summary>The BBOX parameter of WFS: x1,y1,x2,y2[,crs].</summary>
    public static Filter Read(string text, FilterBuilder builder)
    {
        var parts = text.Split(',');
        if (parts.Length is not (4 or 5))
            throw new FilterException(
                $"BBOX attend quatre nombres, puis au besoin un système de coordonnées : {parts.Length} valeurs données.",
                $"BBOX takes four numbers, then a CRS if need be: {parts.Length} values given.");
        var corners = new double[4];
        for (var i = 0; i < corners.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out corners[i]))
                throw new FilterException(
                    $"BBOX : « {GivenText.Shortened(parts[i])} » n'est pas un nombre.",
                    $"BBOX: '{GivenText.Shortened(parts[i])}' is not a number.");
        var crs = parts.Length == 5 ? ReadCrs(parts[4], builder.Registry) : (CrsName?)null;
        return builder.Spatial(SpatialOperator.Intersects, builder.Geometry(), ToGeometry(corners, crs, builder));
    }

    public static CrsName ReadCrs(string text, CrsRegistry registry) => CrsName.TryParse(text, registry, out var crs)
        ? crs
        : throw new FilterException($"Système de coordonnées inconnu : « {GivenText.Shortened(text)} ».",
            $"Unknown CRS: '{GivenText.Shortened(text)}'.");

    public static LiteralGeometry ToGeometry(ReadOnlySpan<double> corners, CrsName? crs, FilterBuilder builder)
    {
        var flipped = (crs ?? builder.DefaultCrs).IsNorthingFirst(builder.AxisOrder);
        var box = flipped ? new Envelope(corners[1], corners[0], corners[3], corners[2])
            : new Envelope(corners[0], corners[1], corners[2], corners[3]);
        return !box.IsEmpty && double.IsFinite(box.Width) && double.IsFinite(box.Height)
            ? LiteralGeometry.Of(box, (crs ?? builder.DefaultCrs).Crs)
            : throw new FilterException(
                "BBOX : le premier coin doit être le minimum, le second le maximum, en nombres finis.",
                "BBOX: the first corner must be the least, the second the greatest, in finite numbers.");
    }
}
