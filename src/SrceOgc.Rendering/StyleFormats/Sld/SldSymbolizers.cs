using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>The symbolizers of one rule, in order; their lengths are pixels unless <c>uom</c> says otherwise.</summary>
internal static class SldSymbolizers
{
    public static IEnumerable<Symbolizer> Read(XElement rule, SldContext context) =>
        rule.Elements().SelectMany(element => element.Name.LocalName switch
        {
            "PolygonSymbolizer" => Polygon(new SldSymbolizer(element, context)),
            "LineSymbolizer" => Line(new SldSymbolizer(element, context)),
            "PointSymbolizer" => Point(new SldSymbolizer(element, context)),
            "TextSymbolizer" => SldText.Read(new SldSymbolizer(element, context)),
            "RasterSymbolizer" => Refused(element, context),
            _ => [],
        });

    private static IEnumerable<Symbolizer> Refused(XElement element, SldContext context)
    {
        context.Losses.Refuse($"« {element.Name.LocalName} »", "la couche n'est pas une image ; non dessiné");
        return [];
    }

    private static IEnumerable<Symbolizer> Polygon(SldSymbolizer symbolizer)
    {
        var (x, y) = symbolizer.Displacement(symbolizer.Element);
        foreach (var fill in SldFills.Read(SldContext.Child(symbolizer.Element, "Fill"), symbolizer))
            yield return new PolygonSymbolizer(fill) { OffsetX = x, OffsetY = y, Source = symbolizer.Source };
        foreach (var outline in SldStrokes.Along(symbolizer))
            yield return outline is LineSymbolizer line ? line with { OffsetX = x, OffsetY = y } : outline;
    }

    /// <summary>A line symbolizer without stroke still draws the default one (SE 1.1, 11.1.2).</summary>
    private static IEnumerable<Symbolizer> Line(SldSymbolizer symbolizer) => SldStrokes.Along(symbolizer);

    private static IEnumerable<Symbolizer> Point(SldSymbolizer symbolizer) =>
        SldGraphics.Read(SldContext.Child(symbolizer.Element, "Graphic"), symbolizer)
            .Select(point => point with { Source = symbolizer.Source == GeometrySource.Feature ? point.Source : symbolizer.Source });
}

/// <summary>A symbolizer being read: its element, its unit of length, the part of the geometry it draws.</summary>
internal sealed class SldSymbolizer
{
    public SldSymbolizer(XElement element, SldContext context)
    {
        Element = element;
        Context = context;
        Unit = UnitOf((string?)element.Attribute("uom") ?? "");
        Source = SourceOf(SldContext.Child(element, "Geometry"));
    }

    public XElement Element { get; }

    public SldContext Context { get; }

    public GeometrySource Source { get; }

    private LengthUnit Unit { get; }

    public Length Length(XElement? element, double missing) => Length(element, missing, RequestLimits.SymbolPixels, SymbolBounds.Length);

    /// <param name="mostSent">In pixels of 1/96 inch, of a style that came with a request; lengths on the ground are free.</param>
    /// <param name="mostDrawn">Beyond it, painters bound what a delivered style says.</param>
    public Length Length(XElement? element, double missing, double mostSent, double mostDrawn)
    {
        var length = new Length(Context.Number(element, missing), Unit);
        if (element is null || Unit == LengthUnit.GroundMetre)
            return length;
        var pixels = Math.Abs(new MapScale(1, 1, MapScale.DefaultDpi).ToPixels(length.Value.Constant, Unit));
        if (Context.IsSent && pixels > mostSent)
            throw new StyleException($"« {NameOf(element)} » vaut {Whole(pixels)} pixels ; au plus {mostSent}");
        if (pixels > mostDrawn)
            Context.Losses.Approximate($"« {NameOf(element)} » de {Whole(pixels)} pixels", $"ramené à {mostDrawn} pixels");
        return length;
    }

    private static string Whole(double pixels) => pixels.ToString("0", CultureInfo.InvariantCulture);

    private static string NameOf(XElement element) => (string?)element.Attribute("name") ?? element.Name.LocalName;

    public Length Length(double value) => new(value, Unit);

    public DashPattern Dashes(IReadOnlyList<double> lengths, double offset) => new(lengths, Unit, offset);

    /// <summary>SE counts y upwards for displacements of graphics (11.3.2); ours point down.</summary>
    public (Length X, Length Y) Displacement(XElement? parent)
    {
        var displacement = SldContext.Child(parent, "Displacement");
        return (Length(SldContext.Child(displacement, "DisplacementX"), 0), Length(SldContext.Child(displacement, "DisplacementY"), 0)
            .Times(-1));
    }

    public Paint Paint(XElement? parent, string colorName, string opacityName, Rgba missing) => new(
        Context.Color(SldContext.Svg(parent, colorName), missing),
        Context.Number(SldContext.Svg(parent, opacityName), 1));

    private LengthUnit UnitOf(string uom)
    {
        switch (uom[(uom.LastIndexOfAny(['/', '#', ':']) + 1)..].ToLowerInvariant())
        {
            case "" or "pixel": return LengthUnit.Pixel;
            case "metre" or "meter": return LengthUnit.GroundMetre;
            case "mm" or "millimetre" or "millimeter": return LengthUnit.Millimetre;
            case "point" or "pt": return LengthUnit.Point;
            default:
                Context.Losses.Approximate($"unité « {uom} »", "lue comme des pixels");
                return LengthUnit.Pixel;
        }
    }

    private GeometrySource SourceOf(XElement? geometry)
    {
        var function = SldContext.Child(geometry, "Function");
        if (function is null)
            return GeometrySource.Feature;
        switch ((string?)function.Attribute("name"))
        {
            case "centroid": return GeometrySource.Centroid;
            case "interiorPoint" or "labelPoint": return GeometrySource.PointOnSurface;
            case "startPoint": return GeometrySource.StartPoint;
            case "endPoint": return GeometrySource.EndPoint;
            case "vertices": return GeometrySource.Vertices;
            case "boundary": return GeometrySource.Feature;
            case "exteriorRing": return GeometrySource.ExteriorRing;
            case var name:
                Context.Losses.Approximate($"géométrie calculée par « {name} »", "géométrie de l'entité");
                return GeometrySource.Feature;
        }
    }
}
