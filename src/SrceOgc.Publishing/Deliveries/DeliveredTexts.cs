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
    public static readonly Text TableName = new("le nom de la table", "the name of the table"),
        FieldName = new("un nom de champ", "a field's name"), FieldTitle = new("un intitulé de champ", "a field's title"),
        Title = new("le titre", "the title"), Description = new("la description", "the description");

    /// <param name="text">As the file has it.</param>
    /// <param name="what">What it is, with its article.</param>
    public string Clean(string text, Text what)
    {
        if (text.Length > DeliveryLimits.TextCharacters)
        {
            text = text[..DeliveryLimits.TextCharacters];
            findings.Add(Severity.ToFix,
                new($"{what.French} est trop long : seuls les {DeliveryLimits.TextCharacters} premiers caractères sont gardés.",
                    $"{what.English} is too long: only its first {DeliveryLimits.TextCharacters} characters are kept."),
                new("Raccourcissez ce texte dans QGIS.", "Shorten this text in QGIS."));
        }

        var clean = DocumentText.Clean(text);
        if (!ReferenceEquals(clean, text))
            findings.Add(Severity.ToFix,
                new($"{what.French} contient des caractères qu'aucun document ne peut porter ; ils sont remplacés par « \uFFFD ».",
                    $"{what.English} has characters that no document can carry; they are replaced by '\uFFFD'."),
                new("Réécrivez ce texte dans QGIS.", "Write this text anew in QGIS."));
        return clean;
    }

    /// <summary>The same, and no other like it in <paramref name="taken"/>.</summary>
    public string Unique(string text, Text what, HashSet<string> taken)
    {
        var clean = Clean(text, what);
        var name = clean;
        for (var n = 2; !taken.Add(name); n++)
            name = $"{clean} {n}";
        return name;
    }

    public GeoPackageSrs? Clean(GeoPackageSrs? srs) => srs is null ? null : srs with
    {
        Organization = Clean(srs.Organization, new("le nom de l'organisme du système de coordonnées",
            "the organisation of the reference system")),
        Name = Clean(srs.Name, new("le nom du système de coordonnées", "the name of the reference system")),
        Definition = Clean(srs.Definition, new("la définition du système de coordonnées", "the definition of the reference system")),
    };

    /// <summary>The documents themselves are read as XML, which says what is wrong with them.</summary>
    public GeoPackageStyle Clean(GeoPackageStyle style) => style with
    {
        Table = Clean(style.Table, TableName),
        Name = Clean(style.Name, new("un nom de style", "a style's name")),
        Description = Clean(style.Description, new("une description de style", "a style's description")),
        Updated = Clean(style.Updated, new("une date de style", "a style's date")),
    };

    public void NoteStyles(int leftOut) => findings.Add(Severity.ToFix,
        new($"{leftOut} style(s) de la couche ne sont pas gardés : au plus {DeliveryLimits.StylesOfLayer} par couche, de "
                + $"{DeliveryLimits.StyleBytes >> 20} Mio chacun.",
            $"{leftOut} styles of the layer are not kept: at most {DeliveryLimits.StylesOfLayer} a layer, of "
                + $"{DeliveryLimits.StyleBytes >> 20} MiB each."),
        new("Supprimez de la table « layer_styles » ceux qui ne servent plus.",
            "Delete from the table 'layer_styles' those no longer used."));
}
