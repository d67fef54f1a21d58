using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats.Qml;

/// <summary>QML files in real use.</summary>
public sealed class SharedQmlTests
{
    [Theory]
    [InlineData("21p.qml", "p21_24", 21)]
    [InlineData("4p.qml", "p4_24", 4)]
    [InlineData("cs_niv1.qml", "cs24", 6)]
    [InlineData("us_niv1.qml", "US24", 7)]
    public void Land_cover_styles_load_without_loss(string file, string field, int rules)
    {
        var type = StubFeature.TypeOf(GeometryFamily.Polygon, field);
        var losses = new StyleLosses();
        var style = QmlReader.Read(file, StyleXml.Load(File.ReadAllBytes(SharedData.Require($"styles/{file}"))), type, losses);
        Assert.Empty(losses.All);
        Assert.Equal(rules, style.Legend.Count);
    }
}
