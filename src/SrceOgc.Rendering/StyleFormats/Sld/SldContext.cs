using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>
/// What the parts of the SLD reader share. Elements are known by their local names only: SLD 1.0 and SE 1.1 put the same
/// names in different namespaces, and files in the wild mix them.
/// </summary>
public sealed record SldContext(FeatureType Type, StyleLosses Losses)
{
    /// <summary>The style came with a request: what is too large is refused instead of bounded when it is drawn.</summary>
    public bool IsSent { get; init; }

    /// <summary>
    /// For styles that serve many layers: names that stand for the first of several fields the layer has, or for null, without
    /// a note, when it has none of them.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Synonyms { get; init; } =
        FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    public static XElement? Child(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    public static IEnumerable<XElement> Children(XElement? parent, string name) =>
        parent?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    public static string Text(XElement? parent, string name) => Child(parent, name)?.Value.Trim() ?? "";

    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>A ParameterValueType: text, an expression, or both in turn, which are joined.</summary>
    public StyleExpression? Parameter(XElement? element)
    {
        if (element is null)
            return null;
        var parts = new List<StyleExpression>();
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
                parts.Add(SldExpressions.Read(child, this));
            else if (node is XText text && Kept(text, element) is { Length: > 0 } kept)
                parts.Add(Literal.Of(kept));
        }

        return parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => FunctionCatalog.Call("concat", parts),
        };
    }

    /// <summary>White space around expressions is layout unless it is wrapped in CDATA.</summary>
    private static string Kept(XText text, XElement parent) =>
        text is XCData || !parent.HasElements ? (text is XCData ? text.Value : text.Value.Trim())
        : string.IsNullOrWhiteSpace(text.Value) ? ""
        : Collapse(text.Value);

    private static string Collapse(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text)
            if (!char.IsWhiteSpace(c))
                result.Append(c);
            else if (result.Length == 0 || result[^1] != ' ')
                result.Append(' ');
        return result.ToString();
    }

    public Parameter<double> Number(XElement? element, double missing) => Parameter(element) switch
    {
        null => missing,
        Literal literal => TryNumber(literal.Text, out var number) ? number : missing,
        var expression => new Parameter<double>(missing, expression),
    };

    public Parameter<Rgba> Color(XElement? element, Rgba missing) => Parameter(element) switch
    {
        null => missing,
        Literal literal => ColorText.TryParse(literal.Text, out var color) ? color : missing,
        var expression => new Parameter<Rgba>(missing, expression),
    };

    /// <summary>The CssParameter or SvgParameter of this name.</summary>
    public static XElement? Svg(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(child =>
            child.Name.LocalName is "CssParameter" or "SvgParameter" && (string?)child.Attribute("name") == name);

    public static string SvgText(XElement? parent, string name) => Svg(parent, name)?.Value.Trim() ?? "";

    public static string Vendor(XElement parent, string name) =>
        Children(parent, "VendorOption").FirstOrDefault(option => (string?)option.Attribute("name") == name)?.Value.Trim() ?? "";
}
