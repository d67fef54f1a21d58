namespace SrceOgc.Features.ReferenceSystems;

/// <summary>The names of the IGN's own registry (IGNF:LAMB93) that are EPSG systems here.</summary>
internal static class IgnReferenceSystems
{
    public static Crs? Find(CrsRegistry registry, ReadOnlySpan<char> authority, ReadOnlySpan<char> code) =>
        authority.Equals("IGNF", StringComparison.OrdinalIgnoreCase) ? registry.Find(Srid(code)) : null;

    private static int Srid(ReadOnlySpan<char> code)
    {
        Span<char> upper = stackalloc char[32];
        return code.ToUpperInvariant(upper) is not (> 0 and var length) ? 0 : upper[..length] switch
        {
            "LAMB93" or "RGF93LAMB93" or "RGF93V1LAMB93" => 2154,
            "RGF93V2BLAMB93" or "RGF93LAMB93.V2B" => 9794,
            "LAMBE" or "NTFLAMB2E" => 27572,
            "RGF93G" or "RGF93GDD" or "RGF93V1G" => 4171,
            "WGS84G" or "WGS84GDD" => 4326,
            "ETRS89G" or "ETRS89GEO" => 4258,
            "ETRS89LAEA" or "ETRS89LAEA3035" => 3035,
            "RGAF09UTM20" => 5490,
            "UTM22RGFG95" or "RGFG95UTM22" => 2972,
            "RGR92UTM40S" or "RGR92UTM40" => 2975,
            "RGM04UTM38S" => 4471,
            ['R', 'G', 'F', '9', '3', 'C', 'C', '4', >= '2' and <= '9' and var unit] => 3900 + 40 + unit - '0',
            "RGF93CC50" => 3950,
            _ => 0,
        };
    }
}
