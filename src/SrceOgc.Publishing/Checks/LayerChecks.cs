using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>Everything looked at in the rows of one layer, while its import reads them.</summary>
internal sealed class LayerChecks(GeoPackageTable table, Crs? crs, KnownLayer? profile, FindingList findings) : IDisposable
{
    private readonly GeometryTypes _types = new(table, findings);
    private readonly FrenchExtentCheck? _territory = crs is null ? null : new(crs, findings);
    private readonly Duplicates _duplicates = new(findings);
    private readonly ColumnCheck[] _columns = [.. table.Columns.Select(column => new ColumnCheck(column, findings))];
    private readonly ProfileCheck? _profile = profile is null ? null : new(profile, table, findings);
    private long _row, _rows, _spatial;
    private Envelope _bounds;

    /// <summary>A geometry as the file has it, before it is normalised.</summary>
    public void Source(long row, ReadOnlySpan<byte> wkb) => _types.Found(row, wkb);

    public void Begin(long row, ReadOnlySpan<byte> wkb, in GeometryNormalizer.Result geometry)
    {
        (_row, _bounds) = (row, geometry.Bounds);
        findings.Here = (_bounds.CenterX, _bounds.CenterY);
        _rows++;
        _duplicates.Begin(wkb);
        if (wkb.IsEmpty)
            return;
        _spatial++;
        _territory?.Check(row, geometry.Bounds);
    }

    public void Value(int column, FieldValue value)
    {
        _duplicates.Add(value);
        _columns[column].Check(_row, value);
        _profile?.Value(column, _row, value);
    }

    public void End()
    {
        _duplicates.End(_row, _bounds);
        findings.Here = (double.NaN, double.NaN);
    }

    /// <summary>What only rows are held against is let go of before the layer is built.</summary>
    public void EndRows() => _duplicates.Dispose();

    public void Close(FeatureType type)
    {
        if (_rows == 0)
            findings.Add(Severity.ToFix, new("la couche ne contient aucun objet.", "the layer has no feature."),
                new(
                    "Vérifiez que l'export n'a pas été filtré ; sinon retirez-la du fichier.",
                    "Make sure that the export was not filtered; else take it out of the file."));
        _types.Close(type);
        _territory?.Close(_spatial, type.Extent);
        if (_rows > 0 && _columns.Where(c => c.IsEmpty).Select(c => c.Name).ToArray() is { Length: > 0 } empty)
            findings.Add(Severity.Note, new(
                $"champs vides dans tous les objets : {string.Join(", ", empty.Select(name => $"« {name} »"))}.",
                $"fields that are empty in all features: {string.Join(", ", empty.Select(name => $"'{name}'"))}."),
                new("Remplissez-les, ou retirez-les.", "Fill them in, or take them out."));
        _profile?.Close(type);
    }

    public void Dispose() => _duplicates.Dispose();
}
