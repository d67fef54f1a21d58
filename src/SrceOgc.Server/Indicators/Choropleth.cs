using System.Globalization;
using System.Security;
using System.Text;

namespace SrceOgc.Server.Indicators;

/// <summary>A map of one indicator: nothing, then classes of equal numbers of territories, light to dark (colours of ColorBrewer YlGn, by
/// C. Brewer).</summary>
internal static class Choropleth
{
    private static readonly string[] Colors = ["#ffffcc", "#c2e699", "#78c679", "#31a354", "#006837"];

    public static string Sld(string field, string title, IEnumerable<double> values)
    {
        var bounds = Bounds([.. values.Where(value => value > 0).Order()]);
        var rules = new StringBuilder(
            Rule("0 ou sans objet", "#f2f2f2",
            $"<ogc:Or><ogc:PropertyIsNull><ogc:PropertyName>{field}</ogc:PropertyName>"
            + $"</ogc:PropertyIsNull>{Compared("PropertyIsLessThanOrEqualTo", field, 0)}</ogc:Or>"));
        for (var i = 0; i < bounds.Count; i++)
        {
            var above = Compared("PropertyIsGreaterThan", field, i == 0 ? 0 : bounds[i - 1]);
            rules.Append(Rule($"{Words(i == 0 ? 0 : bounds[i - 1])} à {Words(bounds[i])}", Colors[Colors.Length - bounds.Count + i],
                i == bounds.Count - 1 ? above : $"<ogc:And>{above}{Compared("PropertyIsLessThanOrEqualTo", field, bounds[i])}</ogc:And>"));
        }

        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" version="1.0.0"><NamedLayer>
            <Name>{field}</Name>
            <UserStyle><Name>{field}</Name><Title>{SecurityElement.Escape(title)}</Title><FeatureTypeStyle>{rules}</FeatureTypeStyle>
            </UserStyle></NamedLayer></StyledLayerDescriptor>
            """;
    }

    /// <summary>Upper bounds of the classes, each larger than the one before.</summary>
    private static List<double> Bounds(double[] sorted)
    {
        var bounds = new List<double>();
        for (var i = 1; i <= Colors.Length && sorted.Length > 0; i++)
        {
            var quantile = sorted[Math.Max(0, sorted.Length * i / Colors.Length - 1)];
            var bound = i == Colors.Length ? quantile : Rounded(quantile);
            if (bound > 0 && (bounds.Count == 0 || bound > bounds[^1]))
                bounds.Add(bound);
        }

        return bounds;
    }

    /// <summary>To two digits that count.</summary>
    private static double Rounded(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(value / unit) * unit;
    }

    private static string Words(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture).Replace(',', ' ').Replace('.', ',');

    private static string Compared(string name, string field, double value) =>
        $"<ogc:{name}><ogc:PropertyName>{field}</ogc:PropertyName><ogc:Literal>{value.ToString("R", CultureInfo.InvariantCulture)}"
            + $"</ogc:Literal></ogc:{name}>";

    private static string Rule(string title, string color, string filter) =>
        $"<Rule><Name>{title}</Name><Title>{title}</Title><ogc:Filter>{filter}</ogc:Filter><PolygonSymbolizer><Fill><CssParameter "
            + $"name=\"fill\">{color}</CssParameter></Fill>"
        + "<Stroke><CssParameter name=\"stroke\">#777777</CssParameter><CssParameter name=\"stroke-width\">0.4</CssParameter></Stroke>"
            + "</PolygonSymbolizer></Rule>";
}
