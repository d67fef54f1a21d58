using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>
/// The tiles of the one GeoPackage beside the models; opened at the first plate. They are drawn as they are, so only where the plate's
/// system is theirs.
/// </summary>
internal sealed class PlateBackground(string path)
{
    /// <summary>Beyond these a coarser scale is taken.</summary>
    private const int MostTiles = 400;

    private readonly Lock _turn = new();
    private GeoPackageTiles? _tiles;

    /// <summary>Changes with the file.</summary>
    public string Print { get; } = $"{new FileInfo(path).Length:x}{File.GetLastWriteTimeUtc(path).Ticks:x}";

    /// <summary>What it is, for the sources; null where it has nothing for this ground or its system.</summary>
    public string? TitleFor(TerritoryGround ground)
    {
        var box = ground.Geometry.EnvelopeInternal;
        lock (_turn)
            return Opened().Srid == ground.System.Srid && Opened().Bounds.Intersects(new(box.MinX, box.MinY, box.MaxX, box.MaxY))
                ? Opened().Title : null;
    }

    /// <param name="canvas">Its origin is the upper left corner of the map.</param>
    /// <param name="frame">The map on the page, in pixels.</param>
    /// <param name="extent">What of the ground it shows.</param>
    /// <param name="budget">Of whoever asked.</param>
    public void Draw(PdfCanvas canvas, in PlateBox frame, in Envelope extent, RequestBudget budget)
    {
        var resolution = extent.Width / frame.Width;
        foreach (var tile in Read(extent, 2 * resolution))
        {
            budget.Look();
            canvas.DrawPicture(tile.Encoded, (tile.Ground.MinX - extent.MinX) / resolution, (extent.MaxY - tile.Ground.MaxY) / resolution,
                tile.Ground.Width / resolution, tile.Ground.Height / resolution);
        }
    }

    private GroundTile[] Read(Envelope extent, double wanted)
    {
        lock (_turn)
        {
            var scales = Opened().Scales;
            if (scales.Count == 0)
                return [];
            var start = Math.Max(0, scales.TakeWhile(scale => scale.PixelX <= 1.3 * wanted).Count() - 1);
            var chosen = scales.Skip(start).FirstOrDefault(scale => GeoPackageTiles.CountIn(scale, extent) <= MostTiles);
            return chosen is null ? [] : [.. Opened().In(chosen, extent)];
        }
    }

    private GeoPackageTiles Opened()
    {
        try
        {
            return _tiles ??= GeoPackageTiles.Open(path, RequestBudget.Unlimited);
        }
        catch (GeoPackageException fault)
        {
            throw new ServiceException("NoApplicableCode", null, Text.Same($"{Path.GetFileName(path)} : {fault.Message}"), 500);
        }
    }
}
