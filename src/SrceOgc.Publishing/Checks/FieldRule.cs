using System.Text;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>Holds the values of one column against what its profile says of it.</summary>
internal sealed class FieldRule
{
    private const int LongestValue = 256, MostExamples = 8, MostKeys = 1_000_000;

    private readonly ProfileField _field;
    private readonly FindingList _findings;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>>? _codes;
    private readonly HashSet<UInt128> _keys = [];
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly Text _missing, _notListed, _malformed, _repeated;

    public FieldRule(ProfileField field, GeoPackageColumn column, FindingList findings)
    {
        _field = field;
        _findings = findings;
        if (field.Codes is { } codes)
            _codes = codes.Keys.Select(Folded).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _missing = new(
            $"le champ « {column.Name} », obligatoire, n'a pas de valeur.",
            $"the field '{column.Name}', mandatory, has no value.");
        _notListed = new(
            $"le champ « {column.Name} » a des valeurs hors de la liste du profil.",
            $"the field '{column.Name}' has values that are not on the profile's list.");
        _malformed = new(
            $"le champ « {column.Name} » a des valeurs mal formées.",
            $"the field '{column.Name}' has values of the wrong form.");
        _repeated = new(
            $"le champ « {column.Name} » doit être unique : une valeur revient.",
            $"the field '{column.Name}' must be unique: a value comes back.");
        CheckKind(column);
    }

    public void Check(long row, in FieldValue value)
    {
        if (value.Kind == FieldKind.Null || (value.Kind == FieldKind.Text && value.Bytes.IsEmpty))
        {
            if (_field.Required)
                _findings.Add(Severity.ToFix, _missing, new("Remplissez-le.", "Fill it in."), row);
            return;
        }

        if (_codes is null && _field.Pattern is null && _field.Length == 0 && !_field.Unique)
            return;
        Span<byte> buffer = stackalloc byte[64];
        var text = value.Kind is FieldKind.Text or FieldKind.Blob ? value.Bytes : buffer[..FieldConversion.Format(value, buffer)];
        CheckText(row, text);
    }

    public void Close()
    {
        if (_unknown.Count > 0)
            _findings.Advise(_notListed, new(
                $"Trouvé : {Quoted(_unknown)}{More}. Attendu : {Quoted(_field.Codes!.Keys)}.",
                $"Found: {Quoted(_unknown)}{More}. Expected: {Quoted(_field.Codes!.Keys)}."));
    }

    private string More => _unknown.Count == MostExamples ? "…" : "";

    private void CheckText(long row, ReadOnlySpan<byte> text)
    {
        if (_field.Unique && _keys.Count < MostKeys && !_keys.Add(ContentHash.Of(text)))
            _findings.Add(Severity.ToFix, _repeated, new(
                "Deux objets ne peuvent pas avoir le même identifiant.",
                "Two features cannot have the same identifier."), row);
        Span<char> chars = stackalloc char[LongestValue];
        var fits = text.Length <= LongestValue;
        ReadOnlySpan<char> read = fits ? chars[..Encoding.UTF8.GetChars(text, chars)] : [];
        if (!fits || (_field.Length > 0 && read.Length > _field.Length) || _field.Pattern?.IsMatch(read) == false)
            _findings.Add(Severity.ToFix, _malformed, Expected(), row);
        else if (_codes is { } codes && !IsListed(codes, text))
            AddUnknown(row, text);
    }

    private void AddUnknown(long row, ReadOnlySpan<byte> text)
    {
        _findings.Add(Severity.ToFix, _notListed, Text.None, row);
        if (_unknown.Count < MostExamples)
            _unknown.Add(Encoding.UTF8.GetString(text));
    }

    private Text Expected() =>
        _field.PatternMeaning is { } meaning ? new($"Attendu : {meaning}.", $"Expected: {meaning}.")
        : _field.Length > 0 ? new($"Attendu : {_field.Length} caractères au plus.", $"Expected: {_field.Length} characters at most.")
        : new($"Attendu : {_field.Pattern}.", $"Expected: {_field.Pattern}.");

    private void CheckKind(GeoPackageColumn column)
    {
        var isRight = (_field.Kind, column.Kind) switch
        {
            (ProfileKind.Any, _) or (ProfileKind.Text, FieldKind.Text) or (ProfileKind.Integer, FieldKind.Integer)
                or (ProfileKind.Boolean, FieldKind.Boolean or FieldKind.Integer) => true,
            (ProfileKind.Real, FieldKind.Real or FieldKind.Integer) or (ProfileKind.Date, FieldKind.Date or FieldKind.DateTime)
                or (ProfileKind.DateTime, FieldKind.DateTime) => true,
            _ => false,
        };
        if (isRight)
            return;
        var (found, expected) = (Words(column.Kind), Words(_field.Kind));
        _findings.Add(Severity.ToFix,
            new($"le champ « {column.Name} » est {found.French} ; le profil attend {expected.French}.",
                $"the field '{column.Name}' is {found.English}; the profile wants {expected.English}."),
            _field.Kind == ProfileKind.Text
                ? new Text("Les codes sont des textes : un nombre perd le zéro de « 02001 ».",
                    "Codes are texts: a number loses the zero of '02001'.")
                : new("Refaites le champ avec ce type (« Refactoriser les champs » dans QGIS).",
                    "Make the field anew with this type ('Refactor fields' in QGIS)."));
    }

    /// <summary>Case, accents and surrounding blanks are forgiven.</summary>
    private static bool IsListed(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> codes, ReadOnlySpan<byte> text)
    {
        Span<byte> folded = stackalloc byte[LongestValue * 3];
        Span<char> chars = stackalloc char[LongestValue * 3];
        var length = Utf8Folding.Fold(text, folded, TextFolding.Lower | TextFolding.Accents);
        return codes.Contains(((ReadOnlySpan<char>)chars[..Encoding.UTF8.GetChars(folded[..length], chars)]).Trim());
    }

    private static string Folded(string code) =>
        Encoding.UTF8.GetString(Utf8Folding.Fold(Encoding.UTF8.GetBytes(code), TextFolding.Lower | TextFolding.Accents));

    private static string Quoted(IEnumerable<string> values) => string.Join(", ", values.Take(MostExamples + 4).Select(v => $"« {v} »"));

    private static Text Words(FieldKind kind) => kind switch
    {
        FieldKind.Integer => new("un entier", "an integer"),
        FieldKind.Real => new("un nombre décimal", "a decimal number"),
        FieldKind.Boolean => new("un booléen", "a boolean"),
        FieldKind.Date => new("une date", "a date"),
        FieldKind.DateTime => new("une date et une heure", "a date and time"),
        FieldKind.Blob => new("binaire", "binary"),
        _ => new("un texte", "a text"),
    };

    private static Text Words(ProfileKind kind) => Words(Enum.Parse<FieldKind>(kind.ToString()));
}
