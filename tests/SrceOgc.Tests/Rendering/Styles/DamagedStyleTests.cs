using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.Styles;

/// <summary>Damaged styles are read as far as they go, or refused in words.</summary>
public sealed class DamagedStyleTests
{
    private const int Count = 3_000;

    private static readonly FeatureType Type = StubFeature.TypeOf(GeometryFamily.Polygon, "classe", "taille", "nom");

    [Fact]
    public void Damaged_QML() => Damage(
        Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "tests", "fidelity"), "*.qml"), static text =>
            QmlReader.Read("style", text, Type, new StyleLosses()));

    [Fact]
    public void Damaged_SLD() => Damage(
        Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "ogc", "styles"), "*.sld"), static text =>
            SldReader.Read("style", StyleXml.Load(text), Type, new StyleLosses()));

    private static void Damage(string[] files, Action<string> read)
    {
        var seeds = files.Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var mutations = new Mutations(20_190_501);
        var understood = 0;
        for (var i = 0; i < Count; i++)
        {
            var text = mutations.Of(mutations.Pick(seeds), seeds);
            try
            {
                read(text);
                understood++;
            }
            catch (StyleException)
            {
                // Said in words.
            }
            catch (Exception fault)
            {
                Assert.Fail($"{text}\n{fault}");
            }
        }

        Assert.InRange(understood, Count / 20, Count - 100);
    }
}
