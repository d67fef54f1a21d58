using System.Collections.Frozen;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>The reference systems a server speaks, in the order capabilities list them. Immutable.</summary>
public sealed class CrsRegistry
{
    /// <summary>The number by which CRS:84 (WGS 84, longitude first) goes here; no EPSG system has it.</summary>
    public const int LonLatSrid = 84;

    public static readonly CrsRegistry Standard = new(FrenchReferenceSystems.All);

    private readonly FrozenDictionary<int, Crs> _bySrid;

    private CrsRegistry(IReadOnlyList<Crs> systems)
    {
        All = systems;
        _bySrid = systems.ToFrozenDictionary(crs => crs.Srid);
        LonLat = _bySrid[LonLatSrid];
        Wgs84 = _bySrid[4326];
        WebMercator = _bySrid[3857];
        Lambert93 = _bySrid[2154];
    }

    public IReadOnlyList<Crs> All { get; }

    public Crs LonLat { get; }

    public Crs Wgs84 { get; }

    public Crs WebMercator { get; }

    public Crs Lambert93 { get; }

    /// <summary>The system of this EPSG code or alias (900913, 102100), or null.</summary>
    public Crs? Find(int srid) => _bySrid.GetValueOrDefault(Canonical(srid));

    /// <summary>This registry and the systems that some GeoPackages bring with them.</summary>
    public CrsRegistry With(IEnumerable<Crs> others) =>
        new([.. All, .. others.Where(crs => Find(crs.Srid) is null).DistinctBy(crs => crs.Srid)]);

    private static int Canonical(int srid) => srid is 900913 or 102100 or 102113 or 3785 ? 3857 : srid == 102110 ? 2154 : srid;
}
