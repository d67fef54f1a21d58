using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
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
        }).Concat(Around(extent)).Concat(Communes(isNamed)).Append(Outline());
        var scene = new MapScene(frame.Width, frame.Height, ground.System, extent, [.. shown])
        {
            Background = Color.White,
            Dpi = PlatePaper.Dpi,
        };
        canvas.DrawWithin(new(frame.Left, frame.Top), frame.Width, frame.Height, () => renderer.Draw(scene, canvas, budget));
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
        new(new GroundSource(geometry, ground.System.Srid), ground.System, StyleOf([symbolizer], null));

    private IEnumerable<MapLayer> Communes(bool isNamed)
    {
        if (communes is null)
            yield break;
        var own = new IdFilter(OwnCommunes());
        yield return Named(new NotFilter(own), BorderOf(FaintBorder), NameOf(Name, 6, isItalic: true));
        yield return Named(own, BorderOf(Border), isNamed ? NameOf(OwnName, 6.6, isItalic: false) : null);
    }

    private static LineSymbolizer BorderOf(Rgba color) =>
        new(new Stroke { Paint = color, Width = Millimetres(0.14), Dashes = new([3, 1.2], LengthUnit.Point) });

    private IReadOnlyList<long> OwnCommunes()
    {
        var index = communes!.Declaration.Type == ground.Type ? ground.Declared?.Features : null;
        return index ?? [.. Members];
    }

    /// <summary>Features of the communes that the territory is made of.</summary>
    public IReadOnlyList<long> Members { get; init; } = [];

    private MapLayer Named(Filter filter, Symbolizer border, TextSymbolizer? name) =>
        new(communes!.Layer.Source, communes.Layer.Crs, StyleOf([border], name)) { Query = new FeatureQuery { Filter = filter } };

    private TextSymbolizer? NameOf(Rgba color, double points, bool isItalic)
    {
        if (communes!.NameField < 0)
            return null;
        var field = communes.Layer.Type.Fields[communes.NameField];
        return new(new FieldReference(communes.NameField, field.Name))
        {
            Size = new(points, LengthUnit.Point),
            Fill = color,
            Font = new("DejaVu Sans", Italic: isItalic),
            Halo = new(Millimetres(0.35), new Rgba(255, 255, 255, 215)),
            Priority = isItalic ? 3.0 : 7.0,
            Placement = LabelPlacement.Horizontal,
        };
    }

    private static Style StyleOf(Symbolizer[] symbolizers, TextSymbolizer? name) => new()
    {
        Name = "fiche",
        Title = "",
        Passes = [new StylePass([new Rule { Symbolizers = symbolizers }], firstMatchOnly: true)],
        Labels = name is null ? [] : [new StylePass([new Rule { Symbolizers = [name] }], firstMatchOnly: true)],
    };

    private static Length Millimetres(double length) => new(length, LengthUnit.Millimetre);
}
