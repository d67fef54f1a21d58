using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Formats.Writing;

/// <summary>
/// The columns "longitude" and "latitude" of a table of points, in degrees whatever the system asked for: what map add-ins of spreadsheets
/// and makers of maps look for. Not where the layer has a field of such a name, nor for a feature of several points.
/// </summary>
internal sealed class PointColumns
{
    public const string Longitude = "longitude", Latitude = "latitude";

    private readonly CrsTransform _toDegrees;

    private PointColumns(Crs crs) => _toDegrees = CrsTransform.Between(crs, CrsRegistry.Standard.LonLat);

    /// <summary>Null where there are none.</summary>
    public static PointColumns? Of(LayerSelection layer) =>
        layer.WithGeometry && layer.Type.Family == GeometryFamily.Point && !layer.Type.Fields.Any(IsTaken) ? new(layer.Crs.Crs) : null;

    /// <param name="geometry">Loaded in the system of the answer.</param>
    /// <param name="longitude">In degrees, to a hundred-millionth.</param>
    /// <param name="latitude">Likewise.</param>
    public bool TryRead(GeometryBuffer geometry, out double longitude, out double latitude)
    {
        (longitude, latitude) = (0, 0);
        if (geometry.Vertices != 1)
            return false;
        var (x, y) = _toDegrees.Transform(geometry.Coordinates[0], geometry.Coordinates[1]);
        (longitude, latitude) = (Math.Round(x, 8), Math.Round(y, 8));
        return double.IsFinite(x) && double.IsFinite(y);
    }

    private static bool IsTaken(Field field) => IsTaken(field.Column) || IsTaken(field.Name);

    private static bool IsTaken(string name) =>
        name.Equals(Longitude, StringComparison.OrdinalIgnoreCase) || name.Equals(Latitude, StringComparison.OrdinalIgnoreCase);
}
