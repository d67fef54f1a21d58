using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Store;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>Says of each style what will not be drawn as it is written, and what will be drawn instead.</summary>
internal static class StyleFindings
{
    public static void Add(StyleLibrary library, ManifestLayer layer, FeatureType type, FindingList findings)
    {
        var aside = new StyleLosses();
        var styles = library.StylesOf(layer.Name, layer.Title, type, layer.Styles, aside);
        foreach (var loss in aside.All)
            findings.Add(Severity.ToFix, new(
                $"{loss.Feature} : illisible, {loss.Message.TrimEnd('.')}.",
                $"{loss.Feature}: cannot be read, {loss.Message.TrimEnd('.')}."),
                new(
                    "Le style suivant sert à sa place ; enregistrez-le de nouveau dans QGIS.",
                    "The next style serves in its place; save it again in QGIS."));
        foreach (var style in styles)
            foreach (var loss in style.Losses)
                findings.Add(Severity.Note, new(
                    $"style « {style.Name} », {loss.Feature} : {loss.Message.TrimEnd('.')}.",
                    $"style '{style.Name}', {loss.Feature}: {loss.Message.TrimEnd('.')}."),
                    new(
                        loss.Kind == LossKind.Refused ? "Cette partie du style n'est pas dessinée." : "Le dessin diffère un peu de QGIS.",
                        loss.Kind == LossKind.Refused ? "This part of the style is not drawn."
                            : "What is drawn differs a little from QGIS."));
    }
}
