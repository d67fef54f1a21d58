using System.Globalization;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>The ways clients write the name of a reference system; an answer uses the one it was asked in.</summary>
public enum CrsSpelling : byte
{
    /// <summary>EPSG:2154, CRS:84.</summary>
    Code,

    /// <summary>http://www.opengis.net/gml/srs/epsg.xml#2154.</summary>
    GmlUrl,

    /// <summary>urn:ogc:def:crs:EPSG::2154, with or without a version, and the older urn:x-ogc.</summary>
    Urn,

    /// <summary>http://www.opengis.net/def/crs/EPSG/0/2154.</summary>
    Uri,
}

/// <summary>Which order of coordinates a protocol gives to a named system.</summary>
public enum AxisOrderRule : byte
{
    /// <summary>WFS, GML, filters: URN and URI follow the authority, EPSG:x and epsg.xml#x are x, y.</summary>
    BySpelling,

    /// <summary>WMS 1.3.0, 6.7.3.2: the authority's order however it is written.</summary>
    Authority,

    /// <summary>WMS 1.1.1, WFS 1.0.0: always x, y.</summary>
    EastNorth,
}

/// <summary>A reference system as a client named it.</summary>
public readonly record struct CrsName(Crs Crs, CrsSpelling Spelling)
{
    /// <summary>Whether coordinates under this name come as y, x (latitude, longitude).</summary>
    public bool IsNorthingFirst(AxisOrderRule rule) => Crs.NorthingFirst && rule switch
    {
        AxisOrderRule.Authority => true,
        AxisOrderRule.EastNorth => false,
        _ => Spelling is CrsSpelling.Urn or CrsSpelling.Uri,
    };

    public override string ToString() => Spelling switch
    {
        CrsSpelling.Urn => Crs.Urn,
        CrsSpelling.Uri => Crs.Uri,
        CrsSpelling.GmlUrl when Crs.Srid != CrsRegistry.LonLatSrid =>
            "http://www.opengis.net/gml/srs/epsg.xml#" + Crs.Srid.ToString(CultureInfo.InvariantCulture),
        _ => Crs.Code,
    };

    /// <summary>Reads any known spelling, whatever its case; false when it is no name or names a system not in the registry.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, CrsRegistry registry, out CrsName name)
    {
        name = default;
        if (!Split(text.Trim(), out var spelling, out var authority, out var code) || Find(registry, authority, code) is not { } crs)
            return false;
        name = new CrsName(crs, spelling);
        return true;
    }

    private static bool Split(ReadOnlySpan<char> text, out CrsSpelling spelling, out ReadOnlySpan<char> authority,
        out ReadOnlySpan<char> code)
    {
        if (After(text, "urn:ogc:def:crs:", out var rest) || After(text, "urn:x-ogc:def:crs:", out rest))
            return Ends(CrsSpelling.Urn, rest, ':', out spelling, out authority, out code);
        if (After(text, "http://www.opengis.net/def/crs/", out rest) || After(text, "https://www.opengis.net/def/crs/", out rest))
            return Ends(CrsSpelling.Uri, rest, '/', out spelling, out authority, out code);
        if (After(text, "http://www.opengis.net/gml/srs/", out rest) || After(text, "https://www.opengis.net/gml/srs/", out rest))
            return Ends(CrsSpelling.GmlUrl, rest, '#', out spelling, out authority, out code) && After(authority, "epsg.xml", out _)
                && Assign("EPSG", out authority);
        return Ends(CrsSpelling.Code, text, ':', out spelling, out authority, out code);
    }

    /// <summary>The first and the last of the parts; what lies between is a version, which changes nothing here.</summary>
    private static bool Ends(CrsSpelling value, ReadOnlySpan<char> text, char separator, out CrsSpelling spelling,
        out ReadOnlySpan<char> authority, out ReadOnlySpan<char> code)
    {
        spelling = value;
        authority = code = default;
        var first = text.IndexOf(separator);
        if (first <= 0 || text.Length > 64)
            return false;
        authority = text[..first];
        code = text[(text.LastIndexOf(separator) + 1)..];
        return text.Count(separator) <= 2;
    }

    private static bool After(ReadOnlySpan<char> text, ReadOnlySpan<char> prefix, out ReadOnlySpan<char> rest)
    {
        rest = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : default;
        return !rest.IsEmpty || text.Equals(prefix, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Assign(string value, out ReadOnlySpan<char> target)
    {
        target = value;
        return true;
    }

    private static Crs? Find(CrsRegistry registry, ReadOnlySpan<char> authority, ReadOnlySpan<char> code)
    {
        if (authority.Equals("EPSG", StringComparison.OrdinalIgnoreCase))
            return int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var srid) && srid != CrsRegistry.LonLatSrid
                ? registry.Find(srid) : null;
        if (authority.Equals("CRS", StringComparison.OrdinalIgnoreCase))
            return code is "84" ? registry.LonLat : null;
        if (authority.Equals("OGC", StringComparison.OrdinalIgnoreCase))
            return code.Equals("CRS84", StringComparison.OrdinalIgnoreCase) || code is "84" ? registry.LonLat : null;
        return IgnReferenceSystems.Find(registry, authority, code);
    }
}
