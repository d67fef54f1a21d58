using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.SingleLayers;

/// <summary>
/// Finds which column of the layer served a delivered one stands for: its own name, the public name it is served under (a layer taken from
/// the service comes back with those), its alias, or the first ten characters of any, all a Shapefile keeps, where only one begins so.
/// </summary>
internal sealed class ColumnMatching
{
    private const int ShapefileName = 10;

    private readonly Dictionary<string, GeoPackageColumn?> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, GeoPackageColumn?> _byBeginning = new(StringComparer.OrdinalIgnoreCase);

    public ColumnMatching(GeoPackageTable served)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (served.GeometryColumn is { } geometry)
            NcName.Unique(geometry, taken);
        var publicNames = NcName.UniqueOf([.. served.Columns.Select(column => column.Name)], taken);
        for (var i = 0; i < served.Columns.Count; i++)
            _byName.TryAdd(served.Columns[i].Name, served.Columns[i]);
        for (var i = 0; i < served.Columns.Count; i++)
            _byName.TryAdd(publicNames[i], served.Columns[i]);
        foreach (var column in served.Columns)
            _byName.TryAdd(column.Title, column);
        foreach (var (name, column) in _byName)
            if (name.Length > ShapefileName && name[..ShapefileName] is var beginning && !_byName.ContainsKey(beginning)
                && !_byBeginning.TryAdd(beginning, column) && _byBeginning[beginning] != column)
                _byBeginning[beginning] = null;
    }

    public GeoPackageColumn? Find(string delivered) =>
        _byName.GetValueOrDefault(delivered)
            ?? (delivered.Length == ShapefileName ? _byBeginning.GetValueOrDefault(delivered) : null);

    /// <summary>The delivered columns by the names of those they stand for, each once; an alias of before stays where there is no
    /// new one.</summary>
    public IReadOnlyList<GeoPackageColumn> Renamed(IReadOnlyList<GeoPackageColumn> delivered)
    {
        var taken = delivered.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. delivered.Select(column => Find(column.Name) is { } served
            && (served.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase) || taken.Add(served.Name))
            ? column with { Name = served.Name, Title = column.Title == column.Name ? served.Title : column.Title } : column)];
    }
}
