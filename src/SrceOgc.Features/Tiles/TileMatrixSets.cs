using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Tiles;

/// <summary>The grids that tiles are cut by: of the OGC's register, the Lambert-93 grid of French platforms, of files.</summary>
public sealed class TileMatrixSets
{
    private readonly Dictionary<string, TileMatrixSet> _byId;

    private TileMatrixSets(IReadOnlyList<TileMatrixSet> all)
    {
        All = all;
        _byId = all.ToDictionary(set => set.Id, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<TileMatrixSet> All { get; }

    public static IReadOnlyList<TileMatrixSet> BuiltIn { get; } =
    [
        // 17-083r4, annex D; its cells are those of 256 pixels around the equator of WGS 84.
        TileMatrixSet.Halving("WebMercatorQuad", "Google Maps Compatible for the World", CrsRegistry.Standard.WebMercator,
            (-20037508.3427892, 20037508.3427892), 2 * 20037508.3427892 / 256, 23, (1, 1),
            "urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible"),
        // What the Géoplateforme cuts its pyramids by: the corner 0, 12 000 000, and 10 cm at its largest scale but none.
        TileMatrixSet.Halving("LAMB93_10cm", "Lambert-93 (Géoplateforme)", CrsRegistry.Standard.Lambert93,
            (0, 12_000_000), 209_715.2, 22, (1, 1)),
        TileMatrixSet.Halving("EuropeanETRS89_LAEAQuad", "Lambert Azimuthal Equal Area ETRS89 for Europe",
            CrsRegistry.Standard.Find(3035)!, (2_000_000, 5_500_000), 17_578.125, 16, (1, 1)),
        TileMatrixSet.Halving("WorldCRS84Quad", "CRS84 for the World", CrsRegistry.Standard.LonLat, (-180, 90), 0.703125, 22, (2, 1),
            "urn:ogc:def:wkss:OGC:1.0:GoogleCRS84Quad"),
    ];

    public TileMatrixSet? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Those built in and those of <c>*.json</c> in a folder, which may be absent; a file that bears the name of one built in
    /// takes its place.</summary>
    /// <exception cref="InvalidDataException">A file is wrong; the message is French.</exception>
    public static TileMatrixSets Read(string folder)
    {
        var sets = BuiltIn.ToDictionary(set => set.Id, StringComparer.OrdinalIgnoreCase);
        if (Directory.Exists(folder))
            foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                var set = TileMatrixSetFile.Read(path);
                sets[set.Id] = set;
            }

        return new([.. sets.Values]);
    }
}
