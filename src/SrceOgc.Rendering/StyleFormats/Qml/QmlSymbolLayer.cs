using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// One layer of a QGIS symbol while it is written: properties that differ from QGIS's defaults, what is computed per feature, and
/// the symbol inside. Properties are <c>prop</c> elements: the older form, half as long, and read by every QGIS 3 and 4.
/// </summary>
internal sealed class QmlSymbolLayer(string kind)
{
    private readonly List<(string Name, string Value)> _properties = [];
    private readonly List<(string Name, StyleExpression Value)> _computed = [];
    private XElement? _inside;

    public QmlSymbolLayer Set(string name, string value)
    {
        _properties.Add((name, value));
        return this;
    }

    public QmlSymbolLayer Inside(XElement symbol)
    {
        _inside = symbol;
        return this;
    }

    public QmlSymbolLayer Number(string name, string computedName, Parameter<double> value)
    {
        Computed(computedName, value.Expression);
        return Set(name, QmlWriter.Number(value.Constant));
    }

    public QmlSymbolLayer Length(string name, string computedName, Length length)
    {
        Computed(computedName, length.Value.Expression);
        return length.IsZero ? this : Set(name, QmlWriter.Number(length.Value.Constant)).Set(name + "_unit", Unit(length.Unit));
    }

    public QmlSymbolLayer Offset(Length x, Length y) => x.IsZero && y.IsZero ? this
        : Set("offset", $"{QmlWriter.Number(x.Value.Constant)},{QmlWriter.Number(y.Value.Constant)}")
            .Set("offset_unit", Unit(x.IsZero ? y.Unit : x.Unit));

    public QmlSymbolLayer Color(string name, string computedName, Paint paint)
    {
        Computed(computedName, paint.Color.Expression);
        return Set(name, Text(paint));
    }

    public QmlSymbolLayer Stroke(string prefix, Stroke stroke)
    {
        Color(prefix + "color", "outlineColor", stroke.Paint).Length(prefix + "width", "outlineWidth", stroke.Width);
        if (stroke.Width.IsZero)
            Set(prefix + "width", "0");
        Set("joinstyle", stroke.Join switch { LineJoin.Round => "round", LineJoin.Bevel => "bevel", _ => "miter" });
        Set(kind == "SimpleLine" ? "capstyle" : "cap_style",
            stroke.Cap switch { LineCap.Round => "round", LineCap.Square => "square", _ => "flat" });
        // Only lines have dashes of their own lengths.
        if (stroke.Dashes is not { } dashes || kind != "SimpleLine")
            return this;
        return Set("use_custom_dash", "1")
            .Set("customdash", string.Join(';', dashes.Lengths.Select(length => QmlWriter.Number(Dash(length, dashes, stroke)))))
            .Set("customdash_unit", Unit(dashes.Unit == LengthUnit.Percent ? stroke.Width.Unit : dashes.Unit))
            .Length("dash_pattern_offset", "dashPatternOffset", new(dashes.Offset, dashes.Unit));
    }

    public XElement Element(int pass) => new("layer",
        new XAttribute("class", kind), new XAttribute("enabled", 1), new XAttribute("locked", 0), new XAttribute("pass", pass),
        _properties.Select(p => new XElement("prop", new XAttribute("k", p.Name), new XAttribute("v", p.Value))),
        _computed.Count > 0 ? new XElement("data_defined_properties", Map(null, Map("properties", [.. _computed.Select(Active)]))) : null,
        _inside);

    public static string Text(Paint paint)
    {
        var color = paint.Color.Constant.WithOpacity(paint.Opacity.Constant);
        return $"{color.R},{color.G},{color.B},{color.A}";
    }

    public static string Unit(LengthUnit unit) => unit switch
    {
        LengthUnit.Millimetre => "MM",
        LengthUnit.Point => "Point",
        LengthUnit.MapUnit => "MapUnit",
        LengthUnit.GroundMetre => "RenderMetersInMapUnits",
        LengthUnit.Percent => "Percentage",
        _ => "Pixel",
    };

    private static double Dash(double length, DashPattern dashes, Stroke stroke) =>
        dashes.Unit == LengthUnit.Percent ? length / 100 * stroke.Width.Value.Constant : length;

    private void Computed(string name, StyleExpression? value)
    {
        if (value is not null)
            _computed.Add((name, value));
    }

    private static XElement Active((string Name, StyleExpression Value) property) => Map(property.Name,
        Option("bool", "active", "true"), Option("QString", "expression", ExpressionText.Of(property.Value)), Option("int", "type", "3"));

    private static XElement Map(string? name, params XElement[] items) =>
        new("Option", new XAttribute("type", "Map"), name is null ? null : new XAttribute("name", name), items);

    private static XElement Option(string type, string name, string value) =>
        new("Option", new XAttribute("type", type), new XAttribute("name", name), new XAttribute("value", value));
}
