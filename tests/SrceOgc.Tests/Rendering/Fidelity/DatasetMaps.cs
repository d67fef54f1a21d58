using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.Fidelity;

/// <summary>A GeoPackage imported layer by layer as a publication would, drawn with the styles saved in it.</summary>
internal sealed class DatasetMaps : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fidelity").FullName;
    private readonly GeoPackageFile _file;
    private readonly Dictionary<string, PublishedLayer> _layers = [];
    private readonly MapRenderer _renderer;

    public DatasetMaps(string source)
    {
        var copy = Path.Combine(_folder, "source.gpkg");
        foreach (var suffix in new[] { "", "-wal" })
            if (File.Exists(source + suffix))
                File.Copy(source + suffix, copy + suffix);
        _file = GeoPackageFile.Open(copy, RequestBudget.Unlimited);
        _renderer = new MapRenderer(new FontLibrary(), scene => new MapLabels(scene.Width, scene.Height));
    }

    public IReadOnlyList<GeoPackageStyle> Rows => _file.Styles().All;

    public PublishedLayer Layer(string name)
    {
        if (_layers.TryGetValue(name, out var known))
            return known;
        var path = Path.Combine(_folder, $"{_layers.Count}.layer");
        Assert.NotNull(new LayerImport(_file, _file.Tables.First(table => table.Name == name), name, _folder, new FindingList(name),
            profile: null, RequestBudget.Unlimited).TryBuild(path));
        return _layers[name] = PublishedLayer.Open(path);
    }

    public LayerStyle StyleOf(string name) =>
        new StyleLibrary([]).StylesOf(name, "", Layer(name).Type, Rows.Where(row => row.Table == name), new StyleLosses())[0];

    /// <summary>Layers from bottom to top, in Lambert-93 on white.</summary>
    public Picture Draw(Envelope extent, int width, int height, bool withLabels, params string[] layers)
    {
        var scene = SceneOf(extent, width, height, layers.Select(name => Visible(StyleOf(name).Style, withLabels, name)));
        using var map = _renderer.Render(scene, RequestBudget.Unlimited);
        return Picture.Of(map.Image);
    }

    private MapLayer Visible(Style style, bool withLabels, string name) =>
        new(Layer(name), CrsRegistry.Standard.Lambert93, withLabels ? style : style with { Labels = [] });

    public static MapScene SceneOf(Envelope extent, int width, int height, IEnumerable<MapLayer> layers) =>
        new(width, height, CrsRegistry.Standard.Lambert93, extent, [.. layers]) { Background = Color.White };

    public RenderedMap Render(MapScene scene) => _renderer.Render(scene, RequestBudget.Unlimited);

    /// <summary>For eyes: nothing is written unless a folder is asked for.</summary>
    public void Show(string name, MapScene scene)
    {
        if (Environment.GetEnvironmentVariable("FIDELITY_PICTURES") is not { Length: > 0 } folder)
            return;
        using var map = Render(scene);
        using var stream = File.Create(Path.Combine(folder, name + ".png"));
        using var sink = new ByteSink();
        map.Encode(ImageFormat.Png, sink);
        stream.Write(sink.Span);
    }

    public void Dispose()
    {
        foreach (var layer in _layers.Values)
            layer.Dispose();
        _file.Dispose();
        Directory.Delete(_folder, true);
    }
}
