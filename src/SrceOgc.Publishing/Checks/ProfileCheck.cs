using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>Holds a layer against the profile it matches: the fields it should have while rows come by, the geometry at the end.</summary>
internal sealed class ProfileCheck
{
    private readonly KnownLayer _known;
    private readonly FindingList _findings;
    private readonly FieldRule?[] _rules;

    public ProfileCheck(KnownLayer known, GeoPackageTable table, FindingList findings)
    {
        _known = known;
        _findings = findings;
        _rules = new FieldRule?[table.Columns.Count];
        findings.Add(Severity.Note, new(
            $"couche contrôlée avec le profil « {known.Profile} » : {known.Layer.Title}.",
            $"layer checked against the profile '{known.Profile}': {known.Layer.Title}."), Text.None);
        var absent = new List<ProfileField>();
        foreach (var field in known.Layer.Fields)
            if (Find(table.Columns, field) is >= 0 and var column)
                _rules[column] = new(field, table.Columns[column], findings);
            else if (!IsKey(table, field))
                absent.Add(field);
        SayAbsent(absent);
    }

    public void Value(int column, long row, in FieldValue value) => _rules[column]?.Check(row, value);

    public void Close(FeatureType type)
    {
        foreach (var rule in _rules)
            rule?.Close();
        if (_known.Layer.Geometry.Count > 0 && type.Count > 0 && !_known.Layer.Geometry.Any(g => FamilyOf(g) == type.Family))
            _findings.Add(Severity.ToFix,
                new(
                    $"la géométrie n'est pas celle du profil ({string.Join(" ou ", _known.Layer.Geometry.Select(Words))}).",
                    $"the geometry is not that of the profile ({string.Join(" or ", _known.Layer.Geometry.Select(EnglishWords))})."),
                new("Vérifiez que la table porte le bon nom.", "Make sure that the table has the right name."));
    }

    private void SayAbsent(List<ProfileField> absent)
    {
        foreach (var field in absent.Where(f => f.Required))
            _findings.Add(Severity.ToFix, new(
                $"le champ « {field.Name} », obligatoire dans le profil, manque.",
                $"the field '{field.Name}', mandatory in the profile, is missing."),
                field.Synonyms is { Count: > 0 } synonyms
                ? new Text(
                    $"Ajoutez-le, ou renommez le champ qui en tient lieu (sont aussi reconnus : {string.Join(", ", synonyms)}).",
                    $"Add it, or rename the field that stands for it (also known: {string.Join(", ", synonyms)}).")
                    : new("Ajoutez-le, ou renommez le champ qui en tient lieu.", "Add it, or rename the field that stands for it."));
        if (absent.Where(f => !f.Required).Select(f => f.Name).ToArray() is { Length: > 0 } optional)
            _findings.Add(Severity.Note, new(
                $"champs facultatifs du profil absents : {string.Join(", ", optional)}.",
                $"optional fields of the profile that are missing: {string.Join(", ", optional)}."), Text.None);
    }

    private static int Find(IReadOnlyList<GeoPackageColumn> columns, ProfileField field)
    {
        foreach (var name in (field.Synonyms ?? []).Prepend(field.Name).Select(ProfileLibrary.Folded))
            for (var i = 0; i < columns.Count; i++)
                if (ProfileLibrary.Folded(columns[i].Name) == name)
                    return i;
        return -1;
    }

    /// <summary>A numeric identifier that is the table's own key is no column of values, and is unique.</summary>
    private static bool IsKey(GeoPackageTable table, ProfileField field) =>
        table.KeyColumn is { } key && (field.Synonyms ?? []).Prepend(field.Name)
            .Any(name => ProfileLibrary.Folded(name) == ProfileLibrary.Folded(key));

    private static GeometryFamily FamilyOf(ProfileGeometry geometry) => geometry switch
    {
        ProfileGeometry.Point => GeometryFamily.Point,
        ProfileGeometry.Line => GeometryFamily.Line,
        _ => GeometryFamily.Polygon,
    };

    private static string Words(ProfileGeometry geometry) => geometry switch
    {
        ProfileGeometry.Point => "points",
        ProfileGeometry.Line => "lignes",
        _ => "surfaces",
    };

    private static string EnglishWords(ProfileGeometry geometry) => geometry switch
    {
        ProfileGeometry.Point => "points",
        ProfileGeometry.Line => "lines",
        _ => "areas",
    };
}
