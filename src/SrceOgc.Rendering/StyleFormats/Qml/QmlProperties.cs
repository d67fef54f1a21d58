using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// The properties of one symbol layer, whichever way its QGIS wrote them (<c>&lt;prop k v&gt;</c> up to 3.24,
/// <c>&lt;Option name value&gt;</c> since), each with the expression that may override it.
/// </summary>
internal sealed class QmlProperties
{
    private readonly Dictionary<string, string> _values = [];
    private readonly QmlOverrides _overrides;

    public QmlProperties(XElement layer, QmlContext context)
    {
        foreach (var prop in layer.Elements("prop"))
            _values[(string?)prop.Attribute("k") ?? ""] = (string?)prop.Attribute("v") ?? "";
        foreach (var option in layer.Elements("Option").Elements("Option"))
            _values[(string?)option.Attribute("name") ?? ""] = (string?)option.Attribute("value") ?? "";
        _overrides = new QmlOverrides(layer.Element("data_defined_properties") ?? QmlOldOverrides.OfSymbolLayer(layer), context);
        Context = context;
    }

    private QmlProperties(QmlProperties other)
    {
        _values = new(other._values);
        _overrides = new(other._overrides);
        Context = other.Context;
    }

    public QmlContext Context { get; }

    /// <summary>The same, with one property changed.</summary>
    public QmlProperties With(string key, string value)
    {
        var copy = new QmlProperties(this);
        copy._values[key] = value;
        return copy;
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public StyleExpression? PeekOverride(string name) => _overrides.Peek(name);

    public StyleExpression? TakeOverride(string name) => _overrides.Take(name);

    /// <summary>Notes the overrides nobody asked for; to be called when the symbol layer has been read.</summary>
    public void ReportUnused(string layerClass) => _overrides.ReportUnused(layerClass);

    public string Text(string key, string missing = "") => _values.GetValueOrDefault(key, missing);

    /// <summary>A few names changed with versions: the first that is there.</summary>
    public string First(string key, string olderKey) => _values.ContainsKey(key) ? key : olderKey;

    public double Number(string key, double missing = 0) => Parse(Text(key), missing);

    public bool Flag(string key) => Text(key) is "1" or "true" or "yes";

    public Rgba Color(string key, Rgba missing) => Context.Color(Text(key), missing);

    public Parameter<double> Number(string key, string overrideName, double missing = 0) =>
        new(Number(key, missing), _overrides.Take(overrideName));

    public Paint Paint(string key, string overrideName, double opacity, Rgba missing) =>
        new Paint(new(Color(key, missing), _overrides.Take(overrideName)), 1.0).Fade(opacity);

    public Length Length(string key, string overrideName, double missing = 0, string? unitKey = null) =>
        Context.Length(Number(key, overrideName, missing), Text(unitKey ?? key + "_unit"));

    /// <summary>A pair such as "offset", which an expression gives as the text "x,y".</summary>
    public (Length X, Length Y) Pair(string key, string overrideName)
    {
        var parts = Text(key, "0,0").Split(',');
        var unit = Text(key + "_unit");
        if (_overrides.Take(overrideName) is { } pair)
            return (Context.Length(new(0, QmlOverrides.PairPart(pair, 1)), unit),
                Context.Length(new(0, QmlOverrides.PairPart(pair, 2)), unit));
        return parts.Length < 2
            ? (Styles.Symbolizers.Length.Zero, Styles.Symbolizers.Length.Zero)
            : (Context.Length(Parse(parts[0], 0), unit), Context.Length(Parse(parts[1], 0), unit));
    }

    /// <summary>0 left or top, 1 centre, 2 right or bottom; older files leave it out.</summary>
    public double Anchor(string key) => Number(key, 1) / 2;

    public LineJoin Join(string key = "joinstyle") => Text(key) switch
    {
        "miter" => LineJoin.Miter,
        "round" => LineJoin.Round,
        _ => LineJoin.Bevel,
    };

    public LineCap Cap(string key) => Text(key) switch
    {
        "round" => LineCap.Round,
        "flat" => LineCap.Butt,
        _ => LineCap.Square,
    };

    private static double Parse(string text, double missing) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : missing;
}
