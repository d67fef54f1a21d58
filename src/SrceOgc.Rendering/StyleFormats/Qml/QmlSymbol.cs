using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>A symbolizer and the symbol level its layer is drawn at, when the renderer uses levels.</summary>
internal readonly record struct LevelledSymbolizer(Symbolizer Symbolizer, int Level);

/// <summary>
/// Reads a <c>&lt;symbol&gt;</c>. A QGIS symbol is a stack of symbol layers; one layer may become several symbolizers (a simple
/// fill is an inside and an outline). The symbol's opacity weighs on every paint.
/// </summary>
internal sealed class QmlSymbol(QmlContext context)
{
    private const int MaxNesting = 6;

    /// <summary>Reads a symbol of a renderer, whose own colour its expressions may name.</summary>
    public static List<LevelledSymbolizer> Read(XElement symbol, QmlContext context) =>
        new QmlSymbol(context with { SymbolColor = ColorOf(symbol, context) }).Read(symbol);

    /// <summary>The colour of the first symbol layer that is not locked.</summary>
    private static Rgba? ColorOf(XElement symbol, QmlContext context)
    {
        var layer = symbol.Elements("layer").FirstOrDefault(candidate => QmlContext.Attribute(candidate, "locked", "0") == "0");
        if (layer is null)
            return null;
        var properties = new QmlProperties(layer, context with { Losses = new StyleLosses() });
        return properties.Color(properties.First("line_color", "color"), Rgba.Black);
    }

    private List<LevelledSymbolizer> Read(XElement symbol)
    {
        var result = new List<LevelledSymbolizer>();
        var opacity = QmlContext.Number(symbol, "alpha", 1);
        var overrides = new QmlOverrides(symbol.Element("data_defined_properties"), context);
        var symbolOpacity = overrides.Take("alpha");
        overrides.ReportUnused("symbole");
        foreach (var layer in symbol.Elements("layer"))
        {
            if (QmlContext.Attribute(layer, "enabled", "1") == "0")
                continue;
            var level = (int)QmlContext.Number(layer, "pass", 0);
            foreach (var symbolizer in ReadLayer(layer, opacity, 0))
                result.Add(new(symbolOpacity is null ? symbolizer : SymbolOpacity.Apply(symbolizer, symbolOpacity), level));
        }

        return result;
    }

    /// <summary>The symbolizers of a symbol inside a symbol layer.</summary>
    public List<Symbolizer> ReadSub(XElement layer, double opacity, int depth)
    {
        var symbol = layer.Element("symbol");
        if (symbol is null || depth >= MaxNesting)
            return [];
        var own = opacity * QmlContext.Number(symbol, "alpha", 1);
        return [.. symbol.Elements("layer")
            .Where(sub => QmlContext.Attribute(sub, "enabled", "1") != "0")
            .SelectMany(sub => ReadLayer(sub, own, depth + 1))
            .Select(symbolizer => symbolizer.Condition is { } condition ? Hidden(symbolizer, condition) : symbolizer)];
    }

    /// <summary>Inside patterns and lines of marks, what a condition leaves out is drawn in full transparency.</summary>
    private static Symbolizer Hidden(Symbolizer symbolizer, StyleExpression condition) => SymbolOpacity.Apply(
        symbolizer with { Condition = null },
        new Case([new(new IsSame(condition, Literal.False), Literal.Of(0L)), new(new IsSame(condition, Literal.Of(0L)), Literal.Of(0L))],
            Literal.Of(100L)));

    /// <summary>One symbol layer in each of its versions (<see cref="QmlChoices"/>), drawn where it is enabled.</summary>
    private List<Symbolizer> ReadLayer(XElement layer, double opacity, int depth)
    {
        var layerClass = QmlContext.Attribute(layer, "class");
        var properties = new QmlProperties(layer, context);
        var enabled = properties.TakeOverride("enabled");
        QmlEffects.Report(layer, $"couche de symbole « {layerClass} »", context.Losses);
        var result = new List<Symbolizer>();
        foreach (var (version, chosen) in QmlChoices.Of(properties))
        {
            var symbolizers = ReadVersion(new QmlLayer(layer, version, opacity, depth, this), layerClass);
            version.ReportUnused(layerClass);
            var condition = And.Join(enabled, chosen);
            result.AddRange(condition is null
                ? symbolizers : symbolizers.Select(symbolizer =>
                symbolizer with { Condition = And.Join(condition, symbolizer.Condition) }));
        }

        return result;
    }

    private static List<Symbolizer> ReadVersion(QmlLayer source, string layerClass) => layerClass switch
    {
        "SimpleFill" => QmlFills.Simple(source),
        "LinePatternFill" => QmlFills.LinePattern(source),
        "PointPatternFill" => QmlFills.PointPattern(source),
        "CentroidFill" => QmlFills.Centroid(source),
        "RandomMarkerFill" => QmlFills.RandomMarkers(source),
        "SVGFill" => QmlFills.Svg(source),
        "GradientFill" or "ShapeburstFill" => QmlFills.Gradient(source, layerClass),
        "SimpleLine" => QmlLines.Simple(source),
        "MarkerLine" => QmlLines.Markers(source),
        "HashLine" => QmlLines.Hashes(source),
        "ArrowLine" => QmlLines.Arrow(source),
        "InterpolatedLine" or "Lineburst" or "FilledLine" => QmlLines.Plain(source, layerClass),
        "SimpleMarker" => QmlMarkers.Simple(source),
        "EllipseMarker" => QmlMarkers.Ellipse(source),
        "FilledMarker" => QmlMarkers.Filled(source),
        "FontMarker" => QmlMarkers.Font(source),
        "SvgMarker" => QmlMarkers.Svg(source),
        "RasterMarker" or "AnimatedMarker" => QmlMarkers.Raster(source, layerClass),
        "GeometryGenerator" => QmlGenerators.Read(source),
        "MaskMarker" => Mask(source),
        _ => NearestSymbol.Read(source, layerClass),
    };

    /// <summary>A mask shows nothing of itself: it hides parts of other layers.</summary>
    private static List<Symbolizer> Mask(QmlLayer layer)
    {
        layer.Losses.Approximate("masque de symboles", "les autres couches ne sont pas masquées");
        return [];
    }
}

/// <summary>One symbol layer being read.</summary>
internal readonly record struct QmlLayer(XElement Element, QmlProperties Properties, double Opacity, int Depth, QmlSymbol Symbol)
{
    public QmlContext Context => Properties.Context;

    public StyleLosses Losses => Properties.Context.Losses;

    public List<Symbolizer> ReadSub() => Symbol.ReadSub(Element, Opacity, Depth);
}
