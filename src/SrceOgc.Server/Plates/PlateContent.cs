using NetTopologySuite.Geometries;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Territories;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Server.Plates;

/// <summary>A group of a map with what of it lies in the territory; none where nothing does.</summary>
/// <param name="Group">Of the model.</param>
/// <param name="Layers">With their classes.</param>
/// <param name="Amounts">How much of a class there is, in words; empty unless the model asks.</param>
internal sealed record PlateLegend(PlateGroup Group, IReadOnlyList<LegendLayer> Layers, IReadOnlyDictionary<Rule, string> Amounts)
{
    public bool IsPresent => Layers.Any(layer => layer.Entries.Count > 0);
}

/// <summary>What one map shows of a territory at a scale: the layers drawn, the classes that lie in it, its figures.</summary>
/// <param name="Map">The model.</param>
/// <param name="Drawn">From below.</param>
/// <param name="Legends">In the order of the model.</param>
/// <param name="Background">What lies under them.</param>
/// <param name="Figures">Words and values.</param>
internal sealed record PlateContent(
    PlateMapModel Map, IReadOnlyList<CatalogLayer> Drawn, IReadOnlyList<PlateLegend> Legends, IReadOnlyList<LegendLayer> Background,
    IReadOnlyList<(string Name, string Value)> Figures)
{
    /// <summary>What a reader is sent to: the first layer of the legend, else what is drawn uppermost.</summary>
    public CatalogLayer? Cited => Legends.Where(legend => legend.IsPresent).SelectMany(legend => legend.Layers)
        .Where(layer => layer.Entries.Count > 0).Select(layer => Drawn.FirstOrDefault(drawn => drawn.Name == layer.Name)).FirstOrDefault()
        ?? Sources.LastOrDefault();

    /// <summary>The coarsest of the scales that the layers of the map are good for; null when none says.</summary>
    public double? Validity => Drawn.Max(layer => layer.Description.ValidityScale);

    /// <summary>What the map says is said of these: the layers drawn, and those that have nothing in the territory though their dataset is
    /// about it.</summary>
    public required IReadOnlyList<CatalogLayer> Sources { get; init; }

    /// <summary>Any dataset is about the territory: that nothing lies there can be said only then.</summary>
    public bool IsCovered => Sources.Count > 0;

    public bool IsEmpty => !Legends.Any(legend => legend.IsPresent);
}

/// <summary>Finds the content of maps in the catalogue a reader has.</summary>
internal sealed class PlateReading(RequestedWork request, IndicatorReading indicators)
{
    /// <summary>Metres from the border within which neighbours do not count: they share borders, not always exactly.</summary>
    private const double Inset = 1;

    /// <summary>In sizes of the territory: what lies farther away is not on its map.</summary>
    private const double Nearby = 2;

    /// <summary>The maps of the model that this catalogue has any layer for.</summary>
    public IReadOnlyList<PlateMapModel> MapsOf(PlateModel model) =>
        [.. model.Planches.Where(map => map.Groupes.Any(group => Layers.Any(group.Holds)))];

    public PlateContent Of(PlateMapModel map, TerritoryGround ground, int denominator)
    {
        var scale = ScaleOf(denominator);
        var inner = ground.Geometry.Buffer(-Inset);
        var area = inner.IsEmpty ? ground.Geometry : inner;
        var legends = map.Groupes.Select(group => LegendOf(group, map, ground, area, scale)).ToArray();
        var background = Layers.Where(layer => map.Fond?.Any(pattern => Glob.Matches(pattern, layer.Name)) == true)
            .Except(map.Groupes.SelectMany(LayersOf)).ToArray();
        var drawn = map.Groupes.SelectMany(LayersOf).Concat(background).Distinct()
            .Where(layer => Reaches(layer, ground, Nearby)).Reverse().ToArray();
        return new(map, drawn, legends, [.. background.Select(layer => Legend(layer, ground, area, scale))],
            Figures(map, ground))
        {
            Sources = [.. drawn.Union(map.Groupes.SelectMany(LayersOf).Where(layer => IsAbout(layer.Publication.Dataset, ground)))],
        };
    }

    /// <summary>Any layer of the dataset reaches the territory: a dataset of a département has its outline, or its communes.</summary>
    private bool IsAbout(string dataset, TerritoryGround ground) =>
        Layers.Any(layer => layer.Publication.Dataset == dataset && Reaches(layer, ground, 0));

    private static bool Reaches(CatalogLayer layer, TerritoryGround ground, double around)
    {
        var box = ground.Geometry.EnvelopeInternal;
        var near = new Envelope(box.MinX, box.MinY, box.MaxX, box.MaxY).Grow(around * Math.Max(box.Width, box.Height));
        return CrsTransform.Between(ground.System, layer.Crs).TransformEnvelope(near).Intersects(layer.Type.Extent);
    }

    public static MapScale ScaleOf(int denominator) => new(PlateScale.MetresOfPixel(denominator), 1, PlatePaper.Dpi);

    private IEnumerable<CatalogLayer> Layers => request.Catalog.Layers.Where(layer => layer.IsSpatial && !layer.IsDerived);

    public IEnumerable<CatalogLayer> LayersOf(PlateMapModel map) => map.Groupes.SelectMany(LayersOf);

    private IEnumerable<CatalogLayer> LayersOf(PlateGroup group) => Layers.Where(group.Holds).OrderBy(group.RankOf);

    private PlateLegend LegendOf(PlateGroup group, PlateMapModel map, TerritoryGround ground, Geometry area, MapScale scale)
    {
        var amounts = new Dictionary<Rule, string>(ReferenceEqualityComparer.Instance);
        var layers = new List<LegendLayer>();
        foreach (var layer in LayersOf(group))
        {
            var legend = Legend(layer, ground, area, scale);
            layers.Add(legend);
            if (map.Mesures && layer.Type.Family is GeometryFamily.Polygon or GeometryFamily.Line)
                foreach (var (rule, amount) in new PlateMeasures(layer, ground, request).Of(QueryOf(layer, ground, area), scale))
                    amounts[rule] = amount;
            else if (map.Nombres || map.Mesures)
                foreach (var entry in legend.Entries.Where(entry => entry.Count is not null))
                    amounts[entry.Rule] = PlateWords.Grouped(entry.Count!.Value);
        }

        return new(group, layers, amounts);
    }

    private LegendLayer Legend(CatalogLayer layer, TerritoryGround ground, Geometry area, MapScale scale)
    {
        var style = layer.DefaultStyle.Style;
        var counts = LegendCounts.Of(style, layer.Source, QueryOf(layer, ground, area), scale, request.Budget);
        var options = new LegendOptions { Dpi = PlatePaper.Dpi, Denominator = scale.Denominator, ShowCounts = true };
        return LegendLayer.Of(layer.Name, layer.Title.In(request.Language), layer.Type.Family, style, options, counts);
    }

    private FeatureQuery QueryOf(CatalogLayer layer, TerritoryGround ground, Geometry area)
    {
        var there = MeasuringTransform.Apply(area.Copy(), CrsTransform.Between(ground.System, layer.Crs));
        var box = there.EnvelopeInternal;
        return new()
        {
            Window = new Envelope(box.MinX, box.MinY, box.MaxX, box.MaxY),
            Filter = new SpatialFilter(SpatialOperator.Intersects, there),
            Budget = request.Budget,
        };
    }

    private List<(string, string)> Figures(PlateMapModel map, TerritoryGround ground)
    {
        var figures = new List<(string, string)>();
        if (map.Indicateurs is not { Count: > 0 } wanted || indicators.Work.Definitions.IsEmpty)
            return figures;
        var read = indicators.InTurn(request, ground);
        foreach (var key in wanted)
            foreach (var indicator in read.Binding.Indicators)
                if (indicator.Of.Cle == key && read.Value(indicator) is > 0 and var value)
                    figures.Add((indicator.Title.In(request.Language), PlateWords.Number(value, indicator.Unit, request.Language)));
        return figures;
    }
}
