using System.Runtime.InteropServices;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>
/// Builds the generalised levels of a layer: chooses their resolutions on a sample, then takes every feature once,
/// in batches spread over the processors, and appends it to each level in the order of ordinals.
/// </summary>
internal sealed class LevelBuilder(OrderedGeometries geometries, FeatureType type, string temporaryFolder, RequestBudget budget)
    : IDisposable
{
    private const int BatchSize = 4096;
    private const int Slices = 16;

    /// <summary>Of geometry in a batch: what its levels take until they are written is of the same order.</summary>
    private const long BatchBytes = 32 << 20;

    private const int SampleSize = 2000;
    private const double SmallestMapInPixels = 64;

    /// <summary>A level is worth storing when it holds at most this share of the vertices of the one before.</summary>
    private const double WorthStoring = 0.7;

    /// <summary>One metre; for degrees, its angle at the equator.</summary>
    private readonly double _finest = Math.Max(Math.Abs(type.Extent.MaxX), Math.Abs(type.Extent.MaxY)) <= 360 ? 1 / 111_320.0 : 1;

    private readonly List<LevelOutput> _levels = [];

    public IReadOnlyList<LevelOutput> Levels => _levels;

    public void Build()
    {
        if (geometries.Count == 0 || type.Family is GeometryFamily.None or GeometryFamily.Mixed)
            return;
        var junctions = type.Family == GeometryFamily.Polygon && geometries.Count > 1
            ? FindJunctions() : Junctions.Find(0, static _ => { });
        foreach (var resolution in ChooseResolutions(junctions))
            _levels.Add(new(resolution, temporaryFolder, _levels.Count));
        if (type.Family == GeometryFamily.Point)
            RankPoints();
        if (_levels.Count > 0)
            FillLevels(junctions);
    }

    public void Dispose()
    {
        foreach (var level in _levels)
            level.Dispose();
    }

    private Junctions FindJunctions()
    {
        var parts = new GeometryParts();
        long vertices = 0;
        for (var ordinal = 0; ordinal < geometries.Count; ordinal++)
            vertices += geometries.Wkb(ordinal).Length / 16;
        return Junctions.Find(vertices, visit =>
        {
            for (var ordinal = 0; ordinal < geometries.Count; ordinal++)
                if (parts.TryLoad(geometries.Wkb(ordinal)))
                    foreach (var path in parts.Paths)
                        visit(parts.Coordinates(path));
        });
    }

    private IEnumerable<double> Candidates()
    {
        var size = Math.Max(type.Extent.Width, type.Extent.Height);
        // Points in half steps: all there is to choose from, while vertices are chosen one by one within a level.
        var step = type.Family == GeometryFamily.Point ? Math.Sqrt(2) : 2;
        for (var resolution = _finest; size / resolution > SmallestMapInPixels; resolution *= step)
            yield return resolution;
    }

    private List<double> ChooseResolutions(Junctions junctions)
    {
        var candidates = Candidates().ToArray();
        var counts = type.Family == GeometryFamily.Point ? CountPoints(candidates) : CountVertices(candidates, junctions);
        var chosen = new List<double>();
        double last = counts[^1];
        for (var i = 0; i < candidates.Length; i++)
        {
            if (counts[i] > last * WorthStoring)
                continue;
            chosen.Add(candidates[i]);
            last = counts[i];
        }

        return chosen;
    }

    /// <summary>Vertices of a sample kept at each candidate; the exact number comes last.</summary>
    private double[] CountVertices(double[] candidates, Junctions junctions)
    {
        var counts = new double[candidates.Length + 1];
        var generalizer = new Generalizer(junctions);
        var step = Math.Max(1, geometries.Count / SampleSize);
        for (var ordinal = 0; ordinal < geometries.Count; ordinal += step)
        {
            budget.Look();
            if (!generalizer.TryLoad(geometries.Wkb(ordinal)))
                continue;
            var bounds = geometries.Bounds(ordinal);
            for (var i = 0; i < candidates.Length; i++)
                counts[i] += Math.Max(bounds.Width, bounds.Height) < candidates[i] ? 1 : generalizer.CountAt(candidates[i]);
            counts[^1] += generalizer.CountAt(0);
        }

        return counts;
    }

    private double[] CountPoints(double[] candidates)
    {
        var counts = new double[candidates.Length + 1];
        var cells = new HashSet<(long, long)>();
        for (var i = 0; i < candidates.Length; i++)
        {
            cells.Clear();
            for (var ordinal = 0; ordinal < geometries.Count; ordinal++)
                cells.Add(LevelOutput.Cell(geometries.Bounds(ordinal), candidates[i] * FeatureQuery.PointSpacing));
            counts[i] = cells.Count;
        }

        counts[^1] = geometries.Count;
        return counts;
    }

    private void RankPoints()
    {
        for (var ordinal = 0; ordinal < geometries.Count; ordinal++)
            foreach (var level in _levels)
                level.Rank(ordinal, geometries.Rank(ordinal), geometries.Bounds(ordinal));
    }

    private void FillLevels(Junctions junctions)
    {
        var slices = new Slice[Slices];
        for (var i = 0; i < slices.Length; i++)
            slices[i] = new Slice(_levels.Count);
        var generalizers = new ThreadLocal<Generalizer>(() => new Generalizer(junctions));
        for (int first = 0, end; first < geometries.Count; first = end)
        {
            budget.Look();
            var start = first;
            end = EndOfBatch(start);
            var stop = end;
            var size = (stop - start + Slices - 1) / Slices;
            Parallel.For(0, Slices, i =>
                FillSlice(slices[i], generalizers.Value!, Math.Min(start + i * size, stop), Math.Min(start + (i + 1) * size, stop)));
            foreach (var slice in slices)
                Append(slice);
        }

        foreach (var slice in slices)
            slice.Dispose();
    }

    private int EndOfBatch(int start)
    {
        var end = start;
        for (long bytes = 0; end < geometries.Count && end - start < BatchSize && bytes < BatchBytes; end++)
            bytes += geometries.Wkb(end).Length;
        return end;
    }

    private void FillSlice(Slice slice, Generalizer generalizer, int first, int end)
    {
        slice.Clear();
        for (var ordinal = first; ordinal < end; ordinal++)
        {
            var wkb = geometries.Wkb(ordinal);
            var bounds = geometries.Bounds(ordinal);
            var loaded = generalizer.TryLoad(wkb);
            for (var level = 0; level < _levels.Count; level++)
                slice.Add(level, ordinal, loaded, generalizer, wkb, bounds, _levels[level].Resolution);
        }
    }

    private void Append(Slice slice)
    {
        for (var level = 0; level < _levels.Count; level++)
        {
            var written = slice.Buffers[level].Written;
            foreach (var item in CollectionsMarshal.AsSpan(slice.Items[level]))
                _levels[level].Append(item, written[item.Start..item.End], geometries.Bounds(item.Ordinal), type.Family);
        }
    }

    /// <summary>What one task made of a run of features, level by level.</summary>
    private sealed class Slice(int levels) : IDisposable
    {
        public ByteBuffer[] Buffers { get; } = Enumerable.Range(0, levels).Select(_ => new ByteBuffer()).ToArray();

        public List<LevelItem>[] Items { get; } = Enumerable.Range(0, levels).Select(_ => new List<LevelItem>()).ToArray();

        public void Clear()
        {
            foreach (var buffer in Buffers)
                buffer.Clear();
            foreach (var items in Items)
                items.Clear();
        }

        public void Add(int level, int ordinal, bool generalizable, Generalizer generalizer, ReadOnlySpan<byte> wkb, in Envelope bounds,
            double resolution)
        {
            var buffer = Buffers[level];
            var start = buffer.Length;
            var isDot = generalizable && Math.Max(bounds.Width, bounds.Height) < resolution;
            if (isDot)
                Generalizer.WriteDot(bounds.CenterX, bounds.CenterY, buffer);
            else if (generalizable)
                generalizer.Write(resolution, buffer);
            else
                buffer.Write(wkb);
            Items[level].Add(new(ordinal, isDot, start, buffer.Length));
        }

        public void Dispose()
        {
            foreach (var buffer in Buffers)
                buffer.Dispose();
        }
    }
}

/// <summary>A feature at one level, as bytes of its slice's buffer.</summary>
internal readonly record struct LevelItem(int Ordinal, bool IsDot, int Start, int End);
