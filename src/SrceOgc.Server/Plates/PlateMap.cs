using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Territories;
using Envelope = SrceOgc.Features.Geometries.Envelope;
using Stroke = SrceOgc.Rendering.Styles.Symbolizers.Stroke;

namespace SrceOgc.Server.Plates;

/// <summary>
/// The map of a plate: the layers; over what lies around the territory a veil; communes and their names; the contour above all.
/// </summary>
internal sealed class PlateMap(TerritoryGround ground, TerritoryLayer? communes, MapRenderer renderer, RequestBudget budget)
{
    /// <summary>Below this scale the names of communes would cover the map.</summary>
    private const int SmallestNamed = 250_000;

    private static readonly Rgba Border = new(110, 116, 120), FaintBorder = new(165, 170, 174), Contour = new(120, 20, 90);

    private static readonly Rgba Name = new(125, 131, 136), OwnName = new(30, 34, 38);

    /// <param name="canvas">The page.</param>
    /// <param name="frame">Where on it.</param>
    /// <param name="extent">What of the ground it shows.</param>
    /// <param name="layers">From below.</param>
    /// <param name="isNamed">The communes of the territory are named too, not only those around it.</param>
    public void Draw(PdfCanvas canvas, PlateBox frame, in Envelope extent, IEnumerable<CatalogLayer> layers, bool isNamed)
    {
        var shown = layers.Select(layer => new MapLayer(layer.Source, layer.Crs, layer.DefaultStyle.Style)
        {
            Rules = layer.DefaultStyle.Rules,
        }).Concat(Around(extent)).Concat(Communes(extent, frame, isNamed)).Append(Outline());
        var tiles = Background?.TitleFor(ground) is null ? null : Background;
        var scene = new MapScene(frame.Width, frame.Height, ground.System, extent, [.. shown])
        {
            Background = tiles is null ? Color.White : Color.Transparent,
            Dpi = PlatePaper.Dpi,
        };
        var (box, shownGround) = (frame, extent);
        canvas.DrawWithin(new(frame.Left, frame.Top), frame.Width, frame.Height, () =>
        {
            tiles?.Draw(canvas, box, shownGround, budget);
            renderer.Draw(scene, canvas, budget);
        });
    }

    private IEnumerable<MapLayer> Around(Envelope extent)
    {
        var window = ground.Geometry.Factory.ToGeometry(new(
            extent.MinX - extent.Width, extent.MaxX + extent.Width, extent.MinY - extent.Height, extent.MaxY + extent.Height));
        var around = window.Difference(ground.Geometry);
        if (!around.IsEmpty)
            yield return Of(around, new PolygonSymbolizer(new SolidFill(new Rgba(255, 255, 255, 175))));
    }

    private MapLayer Outline() => Of(ground.Geometry, new LineSymbolizer(new Stroke
    {
        Paint = Contour,
        Width = Millimetres(0.7),
        Join = Rendering.Styles.Symbolizers.LineJoin.Round,
    }));

    private MapLayer Of(Geometry geometry, Symbolizer symbolizer) =>
        new(new GroundSource([(geometry, ground.Name)], ground.System.Srid), ground.System, StyleOf([symbolizer], null));

    private IEnumerable<MapLayer> Communes(Envelope extent, PlateBox frame, bool isNamed)
    {
        if (communes is null)
            yield break;
        var own = OwnCommunes();
        yield return Borders(new NotFilter(new IdFilter(own)), FaintBorder);
        yield return Borders(new IdFilter(own), Border);
        if (extent.Width / frame.Width > PlateScale.MetresOfPixel(SmallestNamed))
            yield break;
        var shown = Visible(extent, [.. own]);
        yield return Names(shown.Where(area => !area.IsOwn), NameOf(Name, 6, isItalic: true));
        if (isNamed)
            yield return Names(shown.Where(area => area.IsOwn), NameOf(OwnName, 6.6, isItalic: false));
    }

    private IReadOnlyList<long> OwnCommunes() =>
        communes!.Declaration.Type == ground.Type && ground.Declared is { } declared ? declared.Features : Members;

    /// <summary>Tiles under everything; null for none.</summary>
    public PlateBackground? Background { get; init; }

    /// <summary>Features of the communes that the territory is made of.</summary>
    public IReadOnlyList<long> Members { get; init; } = [];

    private MapLayer Borders(Filter filter, Rgba color) => new(communes!.Layer.Source, communes.Layer.Crs, StyleOf(
        [new LineSymbolizer(new Stroke { Paint = color, Width = Millimetres(0.14), Dashes = new([3, 1.2], LengthUnit.Point) })], null))
    {
        Query = new FeatureQuery { Filter = filter },
    };

    /// <summary>What of the communes the map shows, so that each is named where it is seen.</summary>
    private List<(Geometry Part, string Name, bool IsOwn)> Visible(in Envelope extent, HashSet<long> own)
    {
        var found = new List<(Geometry, string, bool)>();
        if (communes!.NameField < 0)
            return found;
        var window = ground.Geometry.Factory.ToGeometry(new(extent.MinX, extent.MaxX, extent.MinY, extent.MaxY));
        var transform = CrsTransform.Between(communes.Layer.Crs, ground.System);
        using var cursor = communes.Layer.Source.Open(new FeatureQuery
        {
            Window = transform.Inverse.TransformEnvelope(extent),
            Budget = budget,
        });
        while (cursor.MoveNext())
        {
            budget.Look();
            if (cursor.Geometry.IsEmpty || cursor[communes.NameField] is not { IsNull: false } name)
                continue;
            var whole = MeasuringTransform.Apply(WkbGeometryReader.Read(cursor.Geometry), transform);
            var part = window.Covers(whole.Envelope) ? whole : OverlayNGRobust.Overlay(window, whole, SpatialFunction.Intersection);
            if (part.Area > 0)
                found.Add((part, name.Text, own.Contains(cursor.Id)));
        }

        return found;
    }

    private MapLayer Names(IEnumerable<(Geometry Part, string Name, bool IsOwn)> areas, TextSymbolizer text) =>
        new(new GroundSource(areas.Select(area => (area.Part, area.Name)), ground.System.Srid), ground.System, StyleOf([], text));

    private static TextSymbolizer NameOf(Rgba color, double points, bool isItalic) =>
        new(new FieldReference(GroundSource.NameField, GroundSource.NameOfField))
        {
            Size = new(points, LengthUnit.Point),
            Fill = color,
            Font = new("DejaVu Sans", Italic: isItalic),
            Halo = new(Millimetres(0.35), new Rgba(255, 255, 255, 215)),
            Priority = isItalic ? 3.0 : 7.0,
            Placement = LabelPlacement.Horizontal,
        };

    private static Style StyleOf(Symbolizer[] symbolizers, TextSymbolizer? name) => new()
    {
        Name = "fiche",
        Title = "",
        Passes = [new StylePass([new Rule { Symbolizers = symbolizers }], firstMatchOnly: true)],
        Labels = name is null ? [] : [new StylePass([new Rule { Symbolizers = [name] }], firstMatchOnly: true)],
    };

    private static Length Millimetres(double length) => new(length, LengthUnit.Millimetre);
}
