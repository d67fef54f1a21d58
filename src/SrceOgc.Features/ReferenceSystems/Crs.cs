using System.Globalization;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// A coordinate reference system. Inside the server coordinates are always x (east, longitude) then y (north,
/// latitude); <see cref="NorthingFirst"/> tells that its authority writes them the other way round.
/// </summary>
public sealed class Crs
{
    internal Crs(int srid, string title, Envelope area, Projection projection, Datum datum, bool northingFirst)
    {
        Srid = srid;
        Title = title;
        Area = area;
        Projection = projection;
        Datum = datum;
        NorthingFirst = northingFirst;
        Bounds = projection is GeographicDegrees ? area : Project(area);
    }

    /// <summary>The EPSG code, or <see cref="CrsRegistry.LonLatSrid"/> for CRS:84, or the number a GeoPackage gave to a system of its
    /// own.</summary>
    public int Srid { get; }

    public string Title { get; }

    /// <summary>Where it is meant to be used: longitudes and latitudes in degrees.</summary>
    public Envelope Area { get; }

    /// <summary><see cref="Area"/> in this system's own coordinates.</summary>
    public Envelope Bounds { get; }

    public bool NorthingFirst { get; }

    public bool IsGeographic => Projection.IsAngular;

    /// <summary>A unit of this system on the ground, in metres; for degrees, along the equator (WMS 1.3.0, 7.2.4.6.9).</summary>
    public double MetresPerUnit => IsGeographic ? 6378137 * Math.PI / 180 : 1;

    /// <summary>Decimals that write a coordinate to the millimetre.</summary>
    public int Decimals => IsGeographic ? 8 : 3;

    /// <summary>EPSG:2154, CRS:84.</summary>
    public string Code => Srid == CrsRegistry.LonLatSrid ? "CRS:84" : "EPSG:" + Number;

    /// <summary>urn:ogc:def:crs:EPSG::2154.</summary>
    public string Urn => Srid == CrsRegistry.LonLatSrid ? "urn:ogc:def:crs:OGC:1.3:CRS84" : "urn:ogc:def:crs:EPSG::" + Number;

    /// <summary>http://www.opengis.net/def/crs/EPSG/0/2154.</summary>
    public string Uri => "http://www.opengis.net/def/crs/" + (Srid == CrsRegistry.LonLatSrid ? "OGC/1.3/CRS84" : "EPSG/0/" + Number);

    internal Projection Projection { get; }

    internal Datum Datum { get; }

    private string Number => Srid.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => Code;

    private Envelope Project(Envelope area) => CrsTransform.TransformEnvelope(
        area, (x, y) =>
        {
            GeographicDegrees.Instance.Inverse(x, y);
            if (Datum != Datum.Geocentric)
                Datum.Geocentric.Shift(Datum, x, y);
            Projection.Forward(x, y);
        });
}
