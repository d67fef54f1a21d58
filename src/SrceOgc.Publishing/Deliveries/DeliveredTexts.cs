using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// The one place where texts that a file says of its layers become texts of the service: what no document can carry is replaced, what
/// is longer than any title is cut, and both are reported.
/// </summary>
internal sealed class DeliveredTexts(FindingList findings)
{
    /// <param name="text">As the file has it.</param>
    /// <param name="what">What it is, in French, with its article.</param>
    public string Clean(string text, string what)
    {
        if (text.Length > DeliveryLimits.TextCharacters)
        {
            text = text[..DeliveryLimits.TextCharacters];
            findings.Add(Severity.ToFix,
                $"{what} est trop long : seuls les {DeliveryLimits.TextCharacters} premiers caractères sont gardés.",
                "Raccourcissez ce texte dans QGIS.");
        }

        var clean = DocumentText.Clean(text);
        if (!ReferenceEquals(clean, text))
            findings.Add(Severity.ToFix,
                $"{what} contient des caractères qu'aucun document ne peut porter ; ils sont remplacés par « \uFFFD ».",
                "Réécrivez ce texte dans QGIS.");
        return clean;
    }

    /// <summary>The same, and no other like it in <paramref name="taken"/>.</summary>
    public string Unique(string text, string what, HashSet<string> taken)
    {
        var clean = Clean(text, what);
        var name = clean;
        for (var n = 2; !taken.Add(name); n++)
            name = $"{clean} {n}";
        return name;
    }

    public GeoPackageSrs? Clean(GeoPackageSrs? srs) => srs is null ? null : srs with
    {
        Organization = Clean(srs.Organization, "le nom de l'organisme du système de coordonnées"),
        Name = Clean(srs.Name, "le nom du système de coordonnées"),
        Definition = Clean(srs.Definition, "la définition du système de coordonnées"),
    };

    /// <summary>The documents themselves are read as XML, which says what is wrong with them.</summary>
    public GeoPackageStyle Clean(GeoPackageStyle style) => style with
    {
        Table = Clean(style.Table, "le nom de la table"),
        Name = Clean(style.Name, "un nom de style"),
        Description = Clean(style.Description, "une description de style"),
        Updated = Clean(style.Updated, "une date de style"),
    };

    public void NoteStyles(int leftOut) => findings.Add(Severity.ToFix,
        $"{leftOut} style(s) de la couche ne sont pas gardés : au plus {DeliveryLimits.StylesOfLayer} par couche, de "
            + $"{DeliveryLimits.StyleBytes >> 20} Mio chacun.",
        "Supprimez de la table « layer_styles » ceux qui ne servent plus.");
}
