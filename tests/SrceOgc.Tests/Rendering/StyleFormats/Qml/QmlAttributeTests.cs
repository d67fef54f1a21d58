using System.Diagnostics;
using System.Xml.Linq;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.StyleFormats.Qml;

/// <summary>Every attribute of renderers, symbols and labels is read, without effect or reported: none is passed over in silence.</summary>
public sealed class QmlAttributeTests
{
    private static string Fidelity => Path.Combine(RepositoryFiles.Root, "tests/fidelity");

    [Fact]
    public void Every_attribute_of_the_fidelity_set_is_in_the_table() =>
        Assert.Equal("", Unknown(Directory.GetFiles(Fidelity, "*.qml", SearchOption.AllDirectories)
            .Select(file => StyleXml.Load(File.ReadAllBytes(file)))));

    [Fact]
    public void Every_attribute_of_styles_in_real_use_is_in_the_table() =>
        Assert.Equal("", Unknown(Directory.GetFiles(SharedData.Require("styles"), "*.qml")
            .Select(file => StyleXml.Load(File.ReadAllBytes(file)))));

    [Theory]
    [InlineData("oise-tvb-stylee.gpkg")]
    [InlineData("oise-tvb-stylee-qgis344.gpkg")]
    public void Every_attribute_of_the_saved_styles_is_in_the_table(string name)
    {
        using var copy = new SrceOgc.Tests.Rendering.Fidelity.DatasetMaps(SharedData.Require(name));
        Assert.Equal("", Unknown(copy.Rows.Where(row => row.Qml is not null).Select(row => StyleXml.Load(row.Qml!))));
    }

    private static string Unknown(IEnumerable<XElement> styles) => string.Join("\n", styles.SelectMany(QmlAttributes.Of)
        .Where(attribute => QmlAttributes.Find(attribute.Owner, attribute.Name) is null)
            .Select(attribute => $"{attribute.Owner} {attribute.Name}").Distinct().Order());

    [Theory]
    [InlineData("<labeling type='simple'><settings><rendering upsidedownLabels='1'/></settings></labeling>", "upsidedownLabels")]
    [InlineData("<labeling type='simple'><settings><text-style fontWordSpacing='3'/></settings></labeling>", "fontWordSpacing")]
    [InlineData("<labeling type='simple'><settings><placement lineAnchorPercent='0.9'/></settings></labeling>", "lineAnchorPercent")]
    [InlineData("<labeling type='simple'><settings><placement nouveauReglage='9'/></settings></labeling>", "nouveauReglage")]
    public void What_would_show_and_is_not_drawn_is_said(string labeling, string name)
    {
        var losses = new StyleLosses();
        QmlAttributes.Report(XElement.Parse($"<qgis><renderer-v2 type='nullSymbol'/>{labeling}</qgis>"), losses);
        Assert.Contains(name, Assert.Single(losses.All).Feature, StringComparison.Ordinal);
        var quiet = new StyleLosses();
        QmlAttributes.Report(XElement.Parse(
            "<qgis><renderer-v2 type='nullSymbol'/><labeling type='simple'><settings><rendering upsidedownLabels='0'/></settings>"
            + "</labeling></qgis>"), quiet);
        Assert.Empty(quiet.All);
    }

    [Fact]
    public void Reported_attributes_say_what_is_drawn_instead() =>
        Assert.All(QmlAttributes.All.Where(row => row.State != AttributeState.Read), row => Assert.NotEqual("", row.Note));

    /// <summary>Each attribute said to be without effect is given other values, and QGIS draws the same: see
    /// neutral_attributes.py.</summary>
    [Fact]
    public void QGIS_draws_the_same_whatever_an_attribute_without_effect_says()
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(python) && Run(python, "-c", "import qgis.core").Code == 0, "python3-qgis is not here");
        var table = Path.Combine(RepositoryFiles.Root, "src/SrceOgc.Rendering/StyleFormats/Qml/attributs.tsv");
        var (code, output) = Run(python, Path.Combine(Fidelity, "neutral_attributes.py"), table);
        Assert.True(code == 0, output);
        Assert.Contains("attributes changed", output, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["QT_QPA_PLATFORM"] = "offscreen";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + (process.ExitCode == 0 ? "" : errors.Result));
    }
}
