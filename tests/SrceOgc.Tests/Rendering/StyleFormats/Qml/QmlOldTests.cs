using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats.Qml;

/// <summary>Styles of QGIS 2 beside what QGIS 3.22 saved after it had opened them (tests/fidelity/qgis2).</summary>
public sealed class QmlOldTests
{
    private static readonly FeatureType Type = new StubFeature(("nom", "Brume"), ("taille", 4.0), ("coul", "255,0,0")).Type;

    private static Style Read(string file, StyleLosses losses) => QmlReader.Read("ancien",
        File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests/fidelity/qgis2", file)), Type, losses);

    [Fact]
    public void Labels_among_the_custom_properties_are_those_QGIS_3_makes_of_them()
    {
        var losses = new StyleLosses();
        var (old, saved) = (Read("etiquettes.qml", losses), Read("etiquettes.qgis322.qml", new StyleLosses()));
        var (oldRule, savedRule) = (Assert.Single(Assert.Single(old.Labels).Rules), Assert.Single(Assert.Single(saved.Labels).Rules));
        Assert.Equal(savedRule.Scales, oldRule.Scales);
        Assert.Equal(Assert.Single(savedRule.Symbolizers), Assert.Single(oldRule.Symbolizers));
        Assert.Contains(losses.All, loss => loss.ToString().Contains("ombre d'étiquette", StringComparison.Ordinal));
    }

    [Fact]
    public void Overrides_of_symbol_layers_are_those_QGIS_3_makes_of_them()
    {
        var losses = new StyleLosses();
        var (old, saved) = (Read("symbole.qml", losses), Read("symbole.qgis322.qml", new StyleLosses()));
        Assert.Equal(Parts(saved), Parts(old));
        Assert.Empty(losses.All);
    }

    /// <summary>What the overrides of the file decide, as expressions are written.</summary>
    private static (string Size, string Color, string Rotation, string Outline) Parts(Style style)
    {
        var point = Assert.IsType<PointSymbolizer>(Assert.Single(Assert.Single(Assert.Single(style.Passes).Rules).Symbolizers));
        var mark = Assert.IsType<MarkGraphic>(point.Graphic);
        return (Text(point.Size.Value.Expression), Text(mark.Fill.Color.Expression), Text(point.Rotation.Expression), $"{mark.Stroke}");
    }

    private static string Text(StyleExpression? expression) => expression is null ? "" : ExpressionText.Of(expression);

    [Fact]
    public void The_overrides_are_there()
    {
        var (size, color, rotation, _) = Parts(Read("symbole.qml", new StyleLosses()));
        Assert.Contains("taille", size, StringComparison.Ordinal);
        Assert.Contains("coul", color, StringComparison.Ordinal);
        Assert.Equal("", rotation);
    }

    [Fact]
    public void Labels_that_are_off_are_not_drawn()
    {
        var off = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests/fidelity/qgis2/etiquettes.qml"))
            .Replace("""key="labeling/enabled" value="true""", """key="labeling/enabled" value="false""", StringComparison.Ordinal);
        Assert.Empty(QmlReader.Read("ancien", off, Type, new StyleLosses()).Labels);
    }
}
