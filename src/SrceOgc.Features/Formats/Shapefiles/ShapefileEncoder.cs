using System.IO.Compression;
using System.Text;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Formats.Shapefiles;

/// <summary>
/// Shapefiles in a zip: for each layer one set of files a family of geometries, with its .prj and .cpg, a table that tells
/// which column is which short name, and the notice of the layer. Z is left out.
/// </summary>
internal sealed class ShapefileEncoder(Utf8Output output) : FeatureEncoder(output)
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("srceogc-");
    private readonly Dictionary<ShapeFamily, ShapefileSet> _sets = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly TemporaryFile _zip = new();
    private LayerSelection _layer = null!;
    private IReadOnlyList<DbfColumn> _columns = [];
    private string _name = "";

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
    }

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _columns = DbfColumn.Of(layer.Type, layer.Fields);
        _name = layer.Type.Name;
        for (var n = 2; !_names.Add(_name); n++)
            _name = $"{layer.Type.Name}_{n}";
    }

    /// <summary>A collection of several families has a record in the file of each.</summary>
    public override void Write(FeatureCursor feature)
    {
        if (!_layer.WithGeometry || !Geometry.Load(feature.Geometry, _layer.Transform))
        {
            Set(Main(_layer.Type)).Write(feature, null);
            return;
        }
        foreach (var family in ShapeFamily.All)
            if (HasPart(family))
                Set(family).Write(feature, Geometry);
    }

    public override void EndLayer()
    {
        if (_sets.Count == 0)
            Set(Main(_layer.Type));
        foreach (var (family, set) in _sets)
        {
            set.Finish();
            Describe($"{_name}{(_sets.Count > 1 ? "_" + family.Suffix : "")}", set);
        }
        WriteText($"{_name}_champs.csv", FieldTable());
        WriteText($"{_name}_notice.txt", _layer.Description);
        _sets.Clear();
    }

    public override void End() =>
        ZipFile.CreateFromDirectory(_folder.FullName, _zip.Path, CompressionLevel.Fastest, includeBaseDirectory: false);

    public override Stream? OpenFile() => _zip.OpenAndForget();

    public override long FileBytes => _folder.EnumerateFiles().Sum(file => file.Length);

    public override void Dispose()
    {
        foreach (var set in _sets.Values)
            set.Dispose();
        _folder.Delete(recursive: true);
        _zip.Dispose();
        base.Dispose();
    }

    private static ShapeFamily Main(FeatureType type) => type.Family switch
    {
        GeometryFamily.Point => ShapeFamily.Points,
        GeometryFamily.Line => ShapeFamily.Lines,
        _ => ShapeFamily.Polygons,
    };

    private bool HasPart(ShapeFamily family)
    {
        foreach (var part in Geometry.Parts)
            if (part.Type == family.PartType)
                return true;
        return false;
    }

    private ShapefileSet Set(ShapeFamily family)
    {
        if (!_sets.TryGetValue(family, out var set))
            _sets.Add(family, set = new ShapefileSet(family, _columns, Path.Combine(_folder.FullName, $"{_name}.{family.Suffix}"),
                _layer.WithGeometry));
        return set;
    }

    private void Describe(string name, ShapefileSet set)
    {
        set.MoveTo(Path.Combine(_folder.FullName, name));
        if (_layer.WithGeometry)
            WriteText(name + ".prj", CrsWellKnownText.Of(_layer.Crs.Crs));
        WriteText(name + ".cpg", "UTF-8");
    }

    private string FieldTable()
    {
        var table = new StringBuilder("champ,colonne,titre\r\n");
        foreach (var column in _columns)
        {
            var field = _layer.Type.Fields[column.Field];
            table.Append($"{column.Name},{Quote(field.Column)},{Quote(field.Title)}\r\n");
        }
        return table.ToString();
    }

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"")}\"";

    private void WriteText(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
