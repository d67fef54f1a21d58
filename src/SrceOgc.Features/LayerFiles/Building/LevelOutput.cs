using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>
/// One level being filled. Dots, and the points of a point layer, are thinned to one per cell of a fraction of a
/// pixel: nobody can tell two of them apart at this level's scales. Of points it is the one drawn last, which lies
/// above the others.
/// </summary>
internal sealed class LevelOutput(double resolution, string temporaryFolder, int number) : IDisposable
{
    public const double DotCellInPixels = 0.5;

    private readonly GeometryTableBuilder _dots = new(Path.Combine(temporaryFolder, $"niveau{number}.points"));
    private readonly GeometryTableBuilder _shapes = new(Path.Combine(temporaryFolder, $"niveau{number}.formes"));
    private readonly HashSet<(long, long)> _cells = [];
    private readonly Dictionary<(long, long), (int Rank, int Ordinal)> _topmost = [];

    public double Resolution => resolution;

    public static (long X, long Y) Cell(in Envelope bounds, double size) =>
        ((long)Math.Floor(bounds.CenterX / size), (long)Math.Floor(bounds.CenterY / size));

    /// <summary>To be called for all points before the first is appended.</summary>
    public void Rank(int ordinal, int rank, in Envelope bounds)
    {
        if (bounds.Width > 0)
            return;
        var cell = Cell(bounds, resolution * FeatureQuery.PointSpacing);
        if (!_topmost.TryGetValue(cell, out var topmost) || topmost.Rank < rank)
            _topmost[cell] = (rank, ordinal);
    }

    public void Append(LevelItem item, ReadOnlySpan<byte> wkb, in Envelope bounds, GeometryFamily family)
    {
        if (item.IsDot)
        {
            if (_cells.Add(Cell(bounds, resolution * DotCellInPixels)))
                _dots.Append((uint)item.Ordinal, bounds, wkb);
        }
        else if (family != GeometryFamily.Point || bounds.Width > 0 || IsTopmost(item.Ordinal, bounds))
        {
            _shapes.Append((uint)item.Ordinal, bounds, wkb);
        }
    }

    private bool IsTopmost(int ordinal, in Envelope bounds) =>
        _topmost[Cell(bounds, resolution * FeatureQuery.PointSpacing)].Ordinal == ordinal;

    public LevelHeader WriteTo(LayerFileWriter writer, ReadOnlySpan<int> sourceRank)
    {
        _dots.WriteTo(writer, $"l{number}.dots.", sourceRank, isExact: false);
        _shapes.WriteTo(writer, $"l{number}.shapes.", sourceRank, isExact: false);
        return new(resolution, _dots.Count, _shapes.Count);
    }

    public void Dispose()
    {
        _dots.Dispose();
        _shapes.Dispose();
    }
}
