using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Formats.GeoPackages;

/// <summary>
/// A GeoPackage to keep: columns under their own names, titles as aliases, identifiers as they were, and the styles of the
/// layer in layer_styles, so that it opens in QGIS as it looks here. SQLite writes files, so it is made aside and sent
/// when whole.
/// </summary>
internal sealed class GeoPackageEncoder(Utf8Output output) : FeatureEncoder(output)
{
    private readonly TemporaryFile _file = new();
    private readonly ByteBuffer _wkb = new();
    private readonly HashSet<string> _tables = new(StringComparer.OrdinalIgnoreCase);
    private GeoPackageWriter? _writer;
    private GeoPackageTableWriter? _table;
    private LayerSelection _layer = null!;
    private string _name = "";

    /// <summary>The file, for what is in it besides layers; between <see cref="Begin"/> and <see cref="End"/>.</summary>
    internal GeoPackageWriter Writer => _writer!;

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers) =>
        _writer = new GeoPackageWriter(_file.Path, head.Time);

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        var draft = Draft(layer);
        _name = draft.Name;
        _table = _writer!.CreateTable(draft);
    }

    public override void Write(FeatureCursor feature)
    {
        _table!.Begin(feature.Id);
        if (_layer.WithGeometry)
            WriteGeometry(feature);
        for (var i = 0; i < _layer.Fields.Count; i++)
            _table.Value(i, feature[_layer.Fields[i]]);
        _table.End();
    }

    public override void EndLayer()
    {
        _table!.Dispose();
        _table = null;
        if (_layer.WithGeometry)
            WriteStyles();
        if (_layer.Metadata is { } metadata)
            _writer!.AddMetadata(_name, metadata());
    }

    private void WriteStyles()
    {
        var isFirst = true;
        foreach (var style in _layer.Styles)
        {
            _writer!.AddStyle(new GeoPackageStyle(_name, style.Name, "", isFirst, style.Qml, style.Sld, ""),
                _layer.Type.GeometryName);
            isFirst = false;
        }
    }

    public override void End()
    {
        _writer!.Finish();
        _writer.Dispose();
        _writer = null;
    }

    public override Stream? OpenFile() => _file.OpenAndForget();

    public override long FileBytes => _file.Bytes;

    public override void Dispose()
    {
        _table?.Dispose();
        _writer?.Dispose();
        _wkb.Dispose();
        _file.Dispose();
        base.Dispose();
    }

    private void WriteGeometry(FeatureCursor feature)
    {
        if (_layer.Transform.IsIdentity || feature.Geometry.IsEmpty)
        {
            _table!.Geometry(feature.Id, feature.Geometry, feature.Bounds);
            return;
        }
        _wkb.Clear();
        var copy = _wkb.Reserve(feature.Geometry.Length);
        feature.Geometry.CopyTo(copy);
        var bounds = WkbTransform.Apply(copy, _layer.Transform);
        _table!.Geometry(feature.Id, bounds.IsEmpty ? default : copy, bounds);
    }

    private GeoPackageDraft Draft(LayerSelection layer)
    {
        var name = layer.Type.Name;
        for (var n = 2; !_tables.Add(name); n++)
            name = $"{layer.Type.Name}_{n}";
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "fid", layer.Type.GeometryName };
        var columns = layer.Fields.Select(field => Column(layer.Type.Fields[field], taken)).ToArray();
        return new GeoPackageDraft(
            name, $"{layer.Title}{name[layer.Type.Name.Length..]}", layer.Description, layer.Type.GeometryName, layer.WithGeometry
                ? GeometryType(layer.Type) : "",
            layer.Type.HasZ, layer.WithGeometry ? Srs(layer.Crs.Crs) : null, columns);
    }

    private static GeoPackageColumn Column(Field field, HashSet<string> taken)
    {
        var name = field.Column;
        for (var n = 2; !taken.Add(name); n++)
            name = $"{field.Column}_{n}";
        return new GeoPackageColumn(name, field.Title == field.Name ? name : field.Title, field.Kind, field.MaxLength);
    }

    private static string GeometryType(FeatureType type) => (type.Family, type.IsMulti) switch
    {
        (GeometryFamily.Point, false) => "POINT",
        (GeometryFamily.Point, true) => "MULTIPOINT",
        (GeometryFamily.Line, false) => "LINESTRING",
        (GeometryFamily.Line, true) => "MULTILINESTRING",
        (GeometryFamily.Polygon, false) => "POLYGON",
        (GeometryFamily.Polygon, true) => "MULTIPOLYGON",
        _ => "GEOMETRY",
    };

    /// <summary>A GeoPackage stores longitude before latitude whatever the system, so CRS:84 is EPSG:4326 in it.</summary>
    private static GeoPackageSrs Srs(Crs crs)
    {
        var srid = crs.Srid == CrsRegistry.LonLatSrid ? 4326 : crs.Srid;
        return new GeoPackageSrs(srid, "EPSG", srid, crs.Title, CrsWellKnownText.Of(crs));
    }
}
