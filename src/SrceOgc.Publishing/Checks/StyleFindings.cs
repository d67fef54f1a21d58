using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Store;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Publishing.Checks;

/// <summary>Says of each style what will not be drawn as it is written, and what will be drawn instead.</summary>
internal static class StyleFindings
{
    public static void Add(StyleLibrary library, ManifestLayer layer, FeatureType type, FindingList findings)
    {
        var aside = new StyleLosses();
        var styles = library.StylesOf(layer.Name, layer.Title, type, layer.Styles, aside);
        foreach (var loss in aside.All)
            findings.Add(Severity.ToFix, $"{loss.Feature} : illisible, {loss.Message.TrimEnd('.')}.",
                "Le style suivant sert à sa place ; enregistrez-le de nouveau dans QGIS.");
        foreach (var style in styles)
            foreach (var loss in style.Losses)
                findings.Add(Severity.Note, $"style « {style.Name} », {loss.Feature} : {loss.Message.TrimEnd('.')}.",
                    loss.Kind == LossKind.Refused ? "Cette partie du style n'est pas dessinée." : "Le dessin diffère un peu de QGIS.");
    }
}
