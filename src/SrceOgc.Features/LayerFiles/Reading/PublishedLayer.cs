using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>Whether a layer file is what was written.</summary>
public enum LayerSoundness
{
    Unknown,
    Sound,
    Damaged,
}

/// <summary>
/// One layer of a publication: an immutable mapped file. Safe for any number of readers at once; the publication
/// it belongs to keeps it open until the last of them has gone.
/// </summary>
public sealed class PublishedLayer : IFeatureSource, IDisposable
{
    /// <summary>Files of at most these bytes, some hundredths of a second to read, are verified before they are first used; larger ones
    /// while they are.</summary>
    private const long VerifiedAtFirstUse = 64 << 20;

    private readonly MappedFile _file;
    private readonly bool _isAlwaysVerified;
    private readonly Lock _verifying = new();
    private volatile LayerSoundness _soundness;
    private readonly MappedSpan<long> _ids;
    private readonly MappedSpan<uint> _idOrder;
    private readonly MappedSpan<Envelope> _bounds;
    private readonly Column[] _columns;
    private readonly LayerHeader _header;
    private readonly Level[] _levels;

    private PublishedLayer(MappedFile file, bool isAlwaysVerified)
    {
        (_file, _isAlwaysVerified) = (file, isAlwaysVerified);
        _header = LayerHeader.Read(file);
        var sections = new LayerSections(file, _header);
        var count = _header.Type.Count;
        _ids = sections.Of<long>("ids", count);
        _idOrder = sections.Of<uint>("idorder", count);
        _bounds = sections.Of<Envelope>("bounds", count);
        _columns = [.. _header.Type.Fields.Select((field, i) => new Column(sections, $"c{i}.", field.Kind, count))];
        Exact = new GeometryTable(sections, "g.", _header.Spatial, isExact: true);
        _levels = [.. _header.Levels.Select((level, i) => new Level(level.Resolution,
            new GeometryTable(sections, $"l{i}.dots.", level.Dots, isExact: false),
            new GeometryTable(sections, $"l{i}.shapes.", level.Shapes, isExact: false)))];
    }

    private sealed record Level(double Resolution, GeometryTable Dots, GeometryTable Shapes);

    public FeatureType Type => _header.Type;

    public string Stamp => _header.Stamp;

    public bool IsDamaged => _soundness == LayerSoundness.Damaged;

    public bool HasFeaturesWithoutGeometry => Exact.Count < Type.Count;

    internal GeometryTable Exact { get; }

    /// <summary>What is known of the file's state.</summary>
    public LayerSoundness Soundness => _soundness;

    /// <param name="path">Of the layer file.</param>
    /// <param name="isAlwaysVerified">Before its first use, whatever its size: for what nobody verifies meanwhile.</param>
    /// <exception cref="InvalidDataException">The file is damaged or of another version.</exception>
    public static PublishedLayer Open(string path, bool isAlwaysVerified = false)
    {
        var file = new MappedFile(path);
        try
        {
            return new PublishedLayer(file, isAlwaysVerified);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole file once, if that was not done yet; another caller waits meanwhile.</summary>
    /// <exception cref="OperationCanceledException">Told to stop; nothing is known then.</exception>
    public LayerSoundness Verify(CancellationToken stop)
    {
        lock (_verifying)
        {
            if (_soundness == LayerSoundness.Unknown)
                _soundness = LayerVerification.FindDamage(_file.Handle, _header, stop) is null
                    ? LayerSoundness.Sound : LayerSoundness.Damaged;
            return _soundness;
        }
    }

    /// <exception cref="DamagedLayerException">The file is not what was written.</exception>
    public FeatureCursor Open(FeatureQuery query)
    {
        RequireSound();
        // A sorted drawing reads exact geometry: levels are stored in one order alone.
        if (query.Resolution > 0 && query.Sort.Count == 0)
            return OpenForDrawing(query);
        var selection = Selection.Of(this, query);
        return query.Sort.Count == 0
            ? new SelectionCursor(this, selection, query.Offset, query.Limit)
            : new SortedCursor(this, selection, query);
    }

    public long Count(FeatureQuery query)
    {
        if (query.Window is null && query.Filter == Filter.All)
            return Type.Count;
        RequireSound();
        using var selection = Selection.Of(this, query);
        return selection.Count();
    }

    /// <summary>See <see cref="MappedFile.ReleaseMappedMemory"/>.</summary>
    public void ReleaseMappedMemory() => _file.ReleaseMappedMemory();

    public IReadOnlyList<string>? DistinctTexts(int field, int most)
    {
        RequireSound();
        return _columns[field].DistinctTexts(most);
    }

    public void Dispose() => _file.Dispose();

    private void RequireSound()
    {
        var soundness = _soundness;
        if (soundness == LayerSoundness.Unknown && (_isAlwaysVerified || _file.Length <= VerifiedAtFirstUse))
            soundness = Verify(CancellationToken.None);
        if (soundness == LayerSoundness.Damaged)
            throw new DamagedLayerException(Type.Name);
    }

    internal long Id(int ordinal) => _ids[ordinal];

    /// <summary>Ordinals by ascending id.</summary>
    internal ReadOnlySpan<uint> IdOrder => _idOrder.Span;

    internal Envelope Bounds(int ordinal) => _bounds[ordinal];

    internal void PrefetchBounds(int ordinal) => _bounds.Prefetch(ordinal);

    internal FieldValue Value(int ordinal, int field) => _columns[field][ordinal];

    internal Column Column(int field) => _columns[field];

    /// <summary>The ordinal of the feature with this id, or -1.</summary>
    internal int OrdinalOf(long id)
    {
        var order = _idOrder.Span;
        int low = 0, high = order.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var candidate = _ids[(int)order[middle]];
            if (candidate == id)
                return (int)order[middle];
            if (candidate < id)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    private DrawingCursor OpenForDrawing(FeatureQuery query)
    {
        var window = query.Window is { } asked && !asked.Contains(Type.Extent) ? asked : (Envelope?)null;
        Level? level = null;
        foreach (var candidate in _levels)
            if (candidate.Resolution <= query.Resolution)
                level = candidate;
        var leastWeight = level is null ? 0 : VertexWeight.Of((float)(query.Resolution / level.Resolution));
        return new DrawingCursor(this, level?.Dots, level?.Shapes ?? Exact, leastWeight, window, query);
    }
}
