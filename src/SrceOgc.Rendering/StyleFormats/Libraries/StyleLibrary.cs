using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Libraries;

/// <summary>
/// Chooses the styles of each layer. In order of preference:
/// 1. the files of <c>ogc/styles</c> named like the layer or its title (<c>couche.qml</c>, <c>couche.sld</c>; <c>couche.nuit.qml</c> is
/// its style "nuit"),
/// but for files that the index gives to a whole kind, whatever they are called;
/// 2. the rows of the dataset's <c>layer_styles</c>, the default first, else the latest;
/// 3. the file that <c>ogc/styles/index.json</c> names for layers of this kind;
/// 4. greys by geometry family, when there is nothing else.
/// All of 1 to 3 are offered by name and the first is the layer's default. A document that cannot be read is set aside and
/// said, and the next one serves. Files come as bytes already read: no style ever opens a path.
/// </summary>
public sealed class StyleLibrary
{
    private const string IndexFile = "index.json";
    private readonly Dictionary<string, byte[]> _files;
    private readonly StyleIndex _index;
    private readonly HashSet<string> _kindFiles;

    /// <param name="files">The files of <c>ogc/styles</c> by name.</param>
    /// <exception cref="StyleException">The index is not readable.</exception>
    public StyleLibrary(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        _files = new(files, StringComparer.OrdinalIgnoreCase);
        _index = _files.TryGetValue(IndexFile, out var json) ? StyleIndex.Read(json) : StyleIndex.Empty;
        _kindFiles = new(_index.Styles.Select(entry => entry.Style), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>At least one style; the first is the default. <paramref name="aside"/> receives what could not be read at all.</summary>
    public IReadOnlyList<LayerStyle> StylesOf(string layer, string title, FeatureType type, IEnumerable<GeoPackageStyle> rows,
        StyleLosses aside)
    {
        var found = new List<LayerStyle>();
        foreach (var document in Documents(layer, title, type, rows))
            if ((document with { LayerNames = [layer, title] }).TryRead(UniqueName(document.Name, found), type, aside) is { } style)
                found.Add(style);
        if (found.Count == 0)
            found.Add(new(GenericStyle.For(type.Family), StyleOrigin.Generic, "", [], null, null));
        return found;
    }

    private IEnumerable<StyleDocument> Documents(string layer, string title, FeatureType type, IEnumerable<GeoPackageStyle> rows)
    {
        foreach (var name in new[] { layer, title }.Distinct(StringComparer.OrdinalIgnoreCase).Where(name => name.Length > 0))
            foreach (var (file, content) in FilesNamed(name))
                yield return StyleDocument.File(StyleOrigin.LayerFile, Variant(file, name), "", file, content);
        foreach (var row in Ordered(rows))
            yield return StyleDocument.Row(row);
        if (_index.Find(layer, title, type.Family) is { } entry && _files.TryGetValue(entry.Style, out var kind))
            yield return StyleDocument.File(StyleOrigin.KindFile, Path.GetFileNameWithoutExtension(entry.Style), entry.Title,
                entry.Style, kind) with
            { Synonyms = _index.Fields };
    }

    /// <summary>
    /// The plain file before its variants, QML before SLD. The index's own files serve kinds of layers, whatever they are called.
    /// </summary>
    private IEnumerable<(string File, byte[] Content)> FilesNamed(string layer) =>
        _files.Keys.Where(file => IsNamed(file, layer) && !_kindFiles.Contains(file))
            .OrderBy(file => file.Length - Path.GetExtension(file).Length)
            .ThenBy(file => file, StringComparer.OrdinalIgnoreCase)
            .Select(file => (file, _files[file]));

    private static bool IsNamed(string file, string layer) =>
        Path.GetExtension(file).ToLowerInvariant() is ".qml" or ".sld"
        && file.StartsWith(layer + ".", StringComparison.OrdinalIgnoreCase);

    private static string Variant(string file, string layer)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        return stem.Length > layer.Length ? stem[(layer.Length + 1)..] : "default";
    }

    private static IEnumerable<GeoPackageStyle> Ordered(IEnumerable<GeoPackageStyle> rows) =>
        rows.Select((row, i) => (row, i))
            .OrderByDescending(entry => entry.row.IsDefault)
            .ThenByDescending(entry => entry.row.Updated, StringComparer.Ordinal)
            .ThenByDescending(entry => entry.i)
            .Select(entry => entry.row);

    private static string UniqueName(string wanted, List<LayerStyle> found)
    {
        var identifier = StyleNames.Identifier(wanted);
        var name = identifier;
        for (var i = 2; found.Exists(style => style.Name.Equals(name, StringComparison.OrdinalIgnoreCase)); i++)
            name = $"{identifier}-{i}";
        return name;
    }
}
