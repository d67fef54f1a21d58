using System.Buffers.Binary;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>The names and types of a layer about to be built; what the rows decide (extent, count, family) is not known yet.</summary>
public sealed record LayerDraft(string Name, string GeometryName, int Srid, GeometryFamily DeclaredFamily, bool DeclaredMulti,
    IReadOnlyList<Field> Fields)
{
    /// <inheritdoc cref="FeatureType.KeyColumn"/>
    public string? KeyColumn { get; init; }
}

/// <summary>
/// Builds a layer file: rows are added one by one, geometries wait in a spool file, values in columns; then
/// <see cref="Build"/> sorts, indexes, generalises and writes. Memory grows with attributes and bounds (some
/// hundred bytes a feature), not with vertices.
/// </summary>
public sealed class LayerBuilder : IDisposable
{
    private readonly LayerDraft _draft;
    private readonly string _folder;
    private readonly string _spoolPath;
    private readonly FileStream _spool;
    private readonly ColumnBuilder[] _columns;
    private readonly List<SpooledFeature> _features = [];
    private Envelope _extent = Envelope.Empty;
    private GeometryFamily _family = GeometryFamily.None;
    private bool _isMulti;
    private bool _hasZ;
    private int _spatial;

    /// <param name="draft">What the layer will be called.</param>
    /// <param name="folder">An existing private folder for the result and for temporary files.</param>
    public LayerBuilder(LayerDraft draft, string folder)
    {
        _draft = draft;
        _folder = folder;
        _isMulti = draft.DeclaredMulti;
        _spoolPath = Path.Combine(folder, "geometries.tmp");
        _spool = new FileStream(_spoolPath, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 18);
        _columns = draft.Fields.Select(f => new ColumnBuilder(f.Kind)).ToArray();
    }

    public int Count => _features.Count;

    /// <summary>Looked at while the file is built.</summary>
    public RequestBudget Budget { get; init; } = RequestBudget.Unlimited;

    /// <summary>Starts a feature. <paramref name="wkb"/> is in the normal form, empty for no geometry. Then <see cref="AddValue"/> for each
    /// field.</summary>
    public void AddFeature(long id, ReadOnlySpan<byte> wkb, in GeometryNormalizer.Result geometry)
    {
        _features.Add(new(id, _spool.Position, wkb.Length, geometry.Bounds));
        if (wkb.IsEmpty)
            return;
        _spool.Write(wkb);
        _spatial++;
        _extent = _extent.Union(geometry.Bounds);
        _family = _family == GeometryFamily.None || _family == geometry.Family ? geometry.Family : GeometryFamily.Mixed;
        _isMulti |= geometry.IsMulti;
        _hasZ |= geometry.HasZ;
    }

    /// <summary>Once built: the values of a field of dates that are none, with the features they were of. The field has nulls in their
    /// place.</summary>
    public IReadOnlyList<(long Id, string Text)> Unread(int field) =>
        [.. _columns[field].Unread.Select(odd => (_features[odd.Row].Id, odd.Text))];

    public void AddValue(int field, FieldValue value) => _columns[field].Add(value);

    /// <summary>Writes the layer file.</summary>
    public FeatureType Build(string path)
    {
        _spool.Dispose();
        foreach (var column in _columns)
            column.Complete();
        var type = FinishedType();
        using var spool = new FileInfo(_spoolPath).Length > 0 ? new MappedFile(_spoolPath) : null;
        var rows = OrderedRows();
        var geometries = new OrderedGeometries(spool, _features, rows, _spatial);
        using var writer = new LayerFileWriter(path);
        WriteIds(writer, rows);
        for (var i = 0; i < _columns.Length; i++)
        {
            Budget.Look();
            _columns[i].Write(writer, $"c{i}.", rows);
            _columns[i].Dispose();
        }

        BuildMemory.GiveBackIfMuch();
        WriteExact(writer, geometries, rows, type);
        using var levels = new LevelBuilder(geometries, type, _folder, Budget);
        levels.Build();
        writer.Finish(new(type, _spatial, [.. levels.Levels.Select(level => level.WriteTo(writer, rows))]));
        return type;
    }

    public void Dispose()
    {
        _spool.Dispose();
        File.Delete(_spoolPath);
        foreach (var column in _columns)
            column.Dispose();
    }

    private FeatureType FinishedType()
    {
        var family = _family != GeometryFamily.None ? _family : _draft.DeclaredFamily;
        var fields = _draft.Fields.Select((field, i) => field with
        {
            Kind = _columns[i].Kind,
            Nullable = _columns[i].HasNulls || _features.Count == 0,
            MaxLength = field.MaxLength > 0 ? Math.Max(field.MaxLength, _columns[i].Longest) : 0,
        });
        return new(_draft.Name, family == GeometryFamily.None ? "" : _draft.GeometryName, family, _isMulti, _hasZ, _draft.Srid, _extent,
            _features.Count, [.. fields])
        {
            KeyColumn = _draft.KeyColumn,
        };
    }

    /// <summary>Row numbers by ordinal: along the curve, then by row; features without geometry last.</summary>
    private int[] OrderedRows()
    {
        var curve = new HilbertCurve(_extent);
        var keys = new ulong[_features.Count];
        var rows = new int[_features.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            var feature = _features[row];
            var place = feature.Length == 0
                ? uint.MaxValue : Math.Min(curve.IndexOf(feature.Bounds.CenterX, feature.Bounds.CenterY), uint.MaxValue - 1);
            keys[row] = (ulong)place << 32 | (uint)row;
            rows[row] = row;
        }

        Array.Sort(keys, rows);
        return rows;
    }

    private void WriteIds(LayerFileWriter writer, int[] rows)
    {
        var ids = Array.ConvertAll(rows, row => _features[row].Id);
        writer.Section<long>("ids", ids);
        writer.Section<Envelope>("bounds", Array.ConvertAll(rows, row => _features[row].Bounds));
        var order = new uint[ids.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (uint)i;
        Array.Sort((long[])ids.Clone(), order);
        writer.Section<uint>("idorder", order);
    }

    private void WriteExact(LayerFileWriter writer, OrderedGeometries geometries, int[] rows, FeatureType type)
    {
        using var table = new GeometryTableBuilder(Path.Combine(_folder, "exact.tmp"));
        using var promoted = new ByteBuffer();
        for (var ordinal = 0; ordinal < geometries.Count; ordinal++)
        {
            Budget.Look();
            promoted.Clear();
            table.Append((uint)ordinal, geometries.Bounds(ordinal), InTypeOf(type, geometries.Wkb(ordinal), promoted));
        }

        table.WriteTo(writer, "g.", rows, isExact: true);
    }

    /// <summary>A single geometry in a layer of multi geometries becomes a multi geometry of one part: clients expect one type.</summary>
    private static ReadOnlySpan<byte> InTypeOf(FeatureType type, ReadOnlySpan<byte> wkb, ByteBuffer promoted)
    {
        var code = BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]);
        if (!type.IsMulti || type.Family == GeometryFamily.Mixed || Wkb.BaseType(code) > Wkb.Polygon)
            return wkb;
        promoted.Write(Wkb.LittleEndian);
        promoted.Write(code + 3);
        promoted.Write(1u);
        promoted.Write(wkb);
        return promoted.Written;
    }
}
