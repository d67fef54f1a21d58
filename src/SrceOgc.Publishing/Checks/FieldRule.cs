using System.Text;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

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
    private readonly string _missing, _notListed, _malformed, _repeated;

    public FieldRule(ProfileField field, GeoPackageColumn column, FindingList findings)
    {
        _field = field;
        _findings = findings;
        if (field.Codes is { } codes)
            _codes = codes.Keys.Select(Folded).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _missing = $"le champ « {column.Name} », obligatoire, n'a pas de valeur.";
        _notListed = $"le champ « {column.Name} » a des valeurs hors de la liste du profil.";
        _malformed = $"le champ « {column.Name} » a des valeurs mal formées.";
        _repeated = $"le champ « {column.Name} » doit être unique : une valeur revient.";
        CheckKind(column);
    }

    public void Check(long row, in FieldValue value)
    {
        if (value.Kind == FieldKind.Null || (value.Kind == FieldKind.Text && value.Bytes.IsEmpty))
        {
            if (_field.Required)
                _findings.Add(Severity.ToFix, _missing, "Remplissez-le.", row);
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
            _findings.Advise(_notListed,
                $"Trouvé : {Quoted(_unknown)}{(_unknown.Count == MostExamples ? "…" : "")}. Attendu : {Quoted(_field.Codes!.Keys)}.");
    }

    private void CheckText(long row, ReadOnlySpan<byte> text)
    {
        if (_field.Unique && _keys.Count < MostKeys && !_keys.Add(ContentHash.Of(text)))
            _findings.Add(Severity.ToFix, _repeated, "Deux objets ne peuvent pas avoir le même identifiant.", row);
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
        _findings.Add(Severity.ToFix, _notListed, "", row);
        if (_unknown.Count < MostExamples)
            _unknown.Add(Encoding.UTF8.GetString(text));
    }

    private string Expected() =>
        _field.PatternMeaning is { } meaning ? $"Attendu : {meaning}." : _field.Length > 0
            ? $"Attendu : {_field.Length} caractères au plus." : $"Attendu : {_field.Pattern}.";

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
        if (!isRight)
            _findings.Add(Severity.ToFix, $"le champ « {column.Name} » est {Words(column.Kind)} ; le profil attend {Words(_field.Kind)}.",
                _field.Kind == ProfileKind.Text
                ? "Les codes sont des textes : un nombre perd le zéro de « 02001 »."
                    : "Refaites le champ avec ce type (« Refactoriser les champs » dans QGIS).");
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

    private static string Words(FieldKind kind) => kind switch
    {
        FieldKind.Integer => "un entier",
        FieldKind.Real => "un nombre décimal",
        FieldKind.Boolean => "un booléen",
        FieldKind.Date => "une date",
        FieldKind.DateTime => "une date et une heure",
        FieldKind.Blob => "binaire",
        _ => "un texte",
    };

    private static string Words(ProfileKind kind) => Words(Enum.Parse<FieldKind>(kind.ToString()));
}
