using System.Text;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>What the values of one column tell of its making: nothing in it, or text that went through the wrong encoding.</summary>
internal sealed class ColumnCheck(GeoPackageColumn column, FindingList findings)
{
    private readonly Text _misread = new(
        $"le champ « {column.Name} » contient des accents abîmés (« Ã© » pour « é »).",
        $"the field '{column.Name}' has broken accents ('Ã©' for 'é').");
    private readonly Text _lost = new(
        $"le champ « {column.Name} » contient des caractères perdus (« \uFFFD »).",
        $"the field '{column.Name}' has lost characters ('\uFFFD').");

    public string Name => column.Name;

    /// <summary>Nothing in it so far.</summary>
    public bool IsEmpty { get; private set; } = true;

    public void Check(long row, in FieldValue value)
    {
        if (value.Kind == FieldKind.Null)
            return;
        IsEmpty = false;
        if (value.Kind != FieldKind.Text || Ascii.IsValid(value.Bytes))
            return;
        if (IsMisread(value.Bytes))
            findings.Add(Severity.ToFix, _misread,
                new(
                    "De l'UTF-8 a été lu comme du Latin-1 : reprenez le fichier d'origine en indiquant l'encodage UTF-8.",
                    "UTF-8 was read as Latin-1: take the original file again, saying that it is UTF-8."), row);
        if (value.Bytes.IndexOf("\uFFFD"u8) >= 0)
            findings.Add(Severity.ToFix, _lost,
                new(
                    "Du Latin-1 a été lu comme de l'UTF-8 : reprenez le fichier d'origine en indiquant son encodage.",
                    "Latin-1 was read as UTF-8: take the original file again, saying its encoding."), row);
    }

    /// <summary>«Ã» before anything but a letter, «â€»: no language of ours writes that; it is UTF-8 read as Windows-1252 and written
    /// again.</summary>
    private static bool IsMisread(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("â€"u8) >= 0)
            return true;
        var at = utf8.IndexOf("Ã"u8);
        return at >= 0 && at + 2 < utf8.Length && utf8[at + 2] >= 0x80;
    }
}
