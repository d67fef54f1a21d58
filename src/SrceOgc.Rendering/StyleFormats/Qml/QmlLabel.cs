using System.Xml.Linq;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Reads the <c>&lt;settings&gt;</c> of a label.</summary>
internal sealed class QmlLabel
{
    private static readonly XElement Nothing = new("nothing");
    private readonly QmlContext _context;
    private readonly QmlOverrides _overrides;
    private readonly XElement _style, _format, _placement, _rendering, _callout;

    public QmlLabel(XElement settings, QmlContext context)
    {
        _context = context;
        _style = settings.Element("text-style") ?? Nothing;
        _format = settings.Element("text-format") ?? Nothing;
        _placement = settings.Element("placement") ?? Nothing;
        _rendering = settings.Element("rendering") ?? Nothing;
        _callout = settings.Element("callout") ?? Nothing;
        _overrides = new QmlOverrides(settings.Element("dd_properties"), context);
    }

    public TextSymbolizer? Read()
    {
        if (Text() is not { } text || QmlContext.Attribute(_rendering, "drawLabels") == "0")
            return null;
        var label = Placed(Styled(new TextSymbolizer(text)));
        ReportEffects();
        _overrides.ReportUnused("étiquettes");
        return label;
    }

    private StyleExpression? Text()
    {
        var text = QmlContext.Attribute(_style, "fieldName");
        if (text.Length == 0)
            return null;
        if (QmlContext.Attribute(_style, "isExpression") != "1")
            return ExpressionParser.Field(text, _context.Type, _context.Losses);
        return _context.TryParse(text, "étiquette", "pas d'étiquettes");
    }

    private TextSymbolizer Styled(TextSymbolizer label) => label with
    {
        Font = Font(),
        Size = Length(_style, "fontSize", "fontSizeUnit", "Size", 10),
        Fill = Paint(_style, "textColor", "Color", Opacity(_style, "textOpacity"), Rgba.Black),
        Halo = Halo(),
        Frame = Frame(),
        Case = (int)Number(_style, "capitalization") switch
        {
            1 => TextCase.Upper,
            2 => TextCase.Lower,
            4 or 1004 => TextCase.Title,
            _ => TextCase.AsIs,
        },
        LetterSpacing = Number(_style, "fontLetterSpacing"),
        LineHeight = Number(_style, "multilineHeight", 1),
        WrapCharacter = QmlContext.Attribute(_format, "wrapChar"),
        WrapLength = (int)Number(_format, "autoWrapLength"),
        Align = (int)Number(_format, "multilineAlign", 3) switch
        {
            0 => TextAlign.Left,
            2 => TextAlign.Right,
            _ => TextAlign.Center,
        },
        Show = new(true, _overrides.Take("Show")),
    };

    /// <summary>Weights run from 0 to 99 under Qt 5 (bold 75), from 100 to 900 under Qt 6 (bold 700).</summary>
    private TextFont Font()
    {
        var style = QmlContext.Attribute(_style, "namedStyle");
        var weight = Number(_style, "fontWeight", 50);
        var isBold = weight is >= 63 and < 100 or >= 600 || QmlContext.Attribute(_style, "forcedBold") == "1"
            || style.Contains("Bold", StringComparison.OrdinalIgnoreCase) || style.Contains("Gras", StringComparison.OrdinalIgnoreCase);
        var isItalic = QmlContext.Attribute(_style, "fontItalic") == "1" || QmlContext.Attribute(_style, "forcedItalic") == "1"
            || style.Contains("Italic", StringComparison.OrdinalIgnoreCase)
                || style.Contains("Oblique", StringComparison.OrdinalIgnoreCase);
        return new(QmlContext.Attribute(_style, "fontFamily", "DejaVu Sans"), isBold, isItalic);
    }

    /// <summary>QGIS's buffer is a pen of that width along the outline: half of it shows.</summary>
    private Halo? Halo()
    {
        var buffer = _style.Element("text-buffer");
        if (buffer is null || QmlContext.Attribute(buffer, "bufferDraw") != "1")
            return null;
        var radius = Length(buffer, "bufferSize", "bufferSizeUnits", "BufferSize", 1).Times(0.5);
        var pixels = new MapScale(1, 1, MapScale.DefaultDpi).ToPixels(radius.Value.Constant, radius.Unit);
        if (radius.Unit is not (LengthUnit.MapUnit or LengthUnit.GroundMetre) && pixels > SymbolBounds.Halo)
            _context.Losses.Approximate("tampon d'étiquette très large", $"ramené à {SymbolBounds.Halo} pixels");
        return new(radius, Paint(buffer, "bufferColor", "BufferColor", Opacity(buffer, "bufferOpacity"), Rgba.White));
    }

    private LabelFrame? Frame()
    {
        var background = _style.Element("background");
        if (background is null || QmlContext.Attribute(background, "shapeDraw") != "1")
            return null;
        if (QmlContext.Attribute(background, "shapeType", "0") is not ("0" or "1"))
            _context.Losses.Approximate("fond d'étiquette", "rectangle à la place de la forme choisie");
        var opacity = Opacity(background, "shapeOpacity");
        var width = Length(background, "shapeBorderWidth", "shapeBorderWidthUnit", "ShapeBorderWidth", 0);
        return new(
            Paint(background, "shapeFillColor", "ShapeFillColor", opacity, Rgba.White),
            Number(background, "shapeBorderWidth") > 0
                ? new Stroke
                {
                    Paint = Paint(background, "shapeBorderColor", "ShapeBorderColor", opacity, Rgba.Gray),
                    Width = width,
                    Join =
                LineJoin.Miter
                } : null,
            Length(background, "shapeSizeX", "shapeSizeUnit", "ShapeSizeX", 0),
            Length(background, "shapeSizeY", "shapeSizeUnit", "ShapeSizeY", 0));
    }

    private void ReportEffects()
    {
        if (QmlContext.Attribute(_style.Element("shadow") ?? Nothing, "shadowDraw") == "1")
            _context.Losses.Approximate("ombre d'étiquette", "étiquette sans ombre");
        if (QmlContext.Attribute(_style.Element("text-mask") ?? Nothing, "maskEnabled") == "1")
            _context.Losses.Approximate("masque d'étiquette", "étiquette sans masque");
        if (_callout.Descendants("Option").Any(o => (string?)o.Attribute("name") == "enabled" && (string?)o.Attribute("value") == "1"))
            _context.Losses.Refuse("ligne de rappel d'étiquette", "étiquette sans ligne de rappel");
        if (QmlContext.Attribute(_style, "allowHtml") == "1")
            _context.Losses.Approximate("étiquette en HTML", "texte affiché tel quel");
        if (QmlContext.Attribute(_style, "fontUnderline") == "1" || QmlContext.Attribute(_style, "fontStrikeout") == "1")
            _context.Losses.Approximate("étiquette soulignée ou barrée", "texte sans trait");
    }

    private TextSymbolizer Placed(TextSymbolizer label)
    {
        var (anchorX, anchorY) = Quadrant((int)Number(_placement, "quadOffset", 4));
        var placement = Placement();
        return label with
        {
            Placement = placement,
            AnchorX = anchorX,
            AnchorY = anchorY,
            OffsetX = Length(_placement, "xOffset", "offsetUnits", "", 0),
            OffsetY = Length(_placement, "yOffset", "offsetUnits", "", 0).Times(-1),
            Distance = Length(_placement, "dist", "distUnits", "LabelDistance", 0),
            Sides = Sides(),
            Rotation = new Parameter<double>(Number(_placement, "rotationAngle"), _overrides.Take("LabelRotation")),
            Priority = new(Number(_placement, "priority", 5), _overrides.Take("Priority")),
            RepeatDistance = Length(_placement, "repeatDistance", "repeatDistanceUnits", "RepeatDistance", 0),
            AllowOverlap = QmlContext.Attribute(_rendering, "displayAll") == "1",
            LabelEveryPart = QmlContext.Attribute(_rendering, "labelPerPart") == "1",
            FitInsideOnly = QmlContext.Attribute(_placement, "fitInPolygonOnly") == "1",
            MinFeatureSize = Styles.Symbolizers.Length.Millimetres(Number(_rendering, "minFeatureSize")),
        };
    }

    /// <summary>QGIS's nine places around the point, as the part of the label's box that lies on the point.</summary>
    private static (double X, double Y) Quadrant(int quadrant) => (1 - quadrant % 3 / 2.0, quadrant / 3 / 2.0);

    private LabelPlacement Placement()
    {
        var code = QmlContext.Attribute(_placement, "placement", "0");
        if (code is "7" or "8")
            _context.Losses.Approximate("étiquette autour ou hors du polygone", "placée à l'intérieur");
        var isLine = _context.Type.Family == GeometryFamily.Line;
        return code switch
        {
            "1" => LabelPlacement.OverPoint,
            "2" => LabelPlacement.Parallel,
            "3" or "7" => LabelPlacement.Curved,
            "4" or "5" or "8" => LabelPlacement.Horizontal,
            _ when isLine => LabelPlacement.Parallel,
            _ => LabelPlacement.AroundPoint,
        };
    }

    private LineSides Sides()
    {
        var flags = (LineSides)((int)Number(_placement, "placementFlags", 10) & 7);
        return flags == LineSides.None ? LineSides.Above : flags;
    }

    private static double Number(XElement element, string name, double missing = 0) => QmlContext.Number(element, name, missing);

    private static double Opacity(XElement element, string name) => Math.Clamp(QmlContext.Number(element, name, 1), 0, 1);

    private Length Length(XElement element, string name, string unit, string overrideName, double missing) =>
        _context.Length(new(Number(element, name, missing), _overrides.Take(overrideName)), QmlContext.Attribute(element, unit));

    private Paint Paint(XElement element, string name, string overrideName, double opacity, Rgba missing)
    {
        return new Paint(new(_context.Color(QmlContext.Attribute(element, name), missing), _overrides.Take(overrideName)), 1.0)
            .Fade(opacity);
    }
}
