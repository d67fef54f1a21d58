using System.Buffers.Binary;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>Types of geometry, declared (GeoPackage 1.3, requirements 25 to 32) and found, as the blobs say before they are
/// normalised.</summary>
internal sealed class GeometryTypes(GeoPackageTable table, FindingList findings)
{
    private static readonly string[] Names =
        ["GEOMETRY", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION",
            "CIRCULARSTRING", "COMPOUNDCURVE", "CURVEPOLYGON", "MULTICURVE", "MULTISURFACE", "CURVE", "SURFACE"];

    private readonly int[] _count = new int[Names.Length];
    private readonly long[] _example = new long[Names.Length];
    private int _curves, _measures;

    public void Found(long row, ReadOnlySpan<byte> wkb)
    {
        if (wkb.Length < Wkb.HeaderSize)
            return;
        var code = wkb[0] == 0 ? BinaryPrimitives.ReadUInt32BigEndian(wkb[1..]) : BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]);
        var dimension = (code & 0x0FFF_FFFF) / Wkb.ZOffset;
        if (dimension is 2 or 3 || (code & 0x4000_0000) != 0)
            _measures++;
        var type = (int)((code & 0x0FFF_FFFF) % Wkb.ZOffset);
        if (type >= Names.Length)
            return;
        if (type >= Wkb.CircularString)
            _curves++;
        if (_count[type]++ == 0)
            _example[type] = row;
    }

    public void Close(FeatureType type)
    {
        if (_curves > 0)
            findings.Add(Severity.Note, new(
                $"{_curves} géométrie(s) courbe(s) : les arcs sont servis en segments.",
                $"{_curves} curved geometries: arcs are served as segments."),
                new("Rien à faire si l'écart convient (quelques centimètres).", "Nothing to do if some centimetres do not matter."));
        if (_measures > 0)
            findings.Add(Severity.Note, new(
                $"{_measures} géométrie(s) portent une mesure (M) : elle n'est pas servie.",
                $"{_measures} geometries have measures (M): they are not served."), Text.None);
        if (type.Family == GeometryFamily.Mixed)
            findings.Add(Severity.ToFix, new(
                $"la couche mêle des géométries de plusieurs familles ({Found()}).",
                $"the layer mixes geometries of several families ({Found()})."),
                new(
                    "QGIS n'en lit qu'une par couche en WFS : séparez points, lignes et surfaces en plusieurs couches.",
                    "QGIS reads one a layer over WFS: put points, lines and areas into several layers."));
        else if (Undeclared() is >= 0 and var other)
            findings.Add(Severity.Note,
                new(
                    $"le type déclaré est {table.GeometryType}, mais la couche contient aussi {Names[other]} ({_count[other]} objet(s)).",
                    $"the declared type is {table.GeometryType}, but the layer also has {Names[other]} ({_count[other]} features)."),
                new(
                    "La couche est servie avec le type qui convient à tous ses objets.",
                    "The layer is served with the type that fits all its features."), _example[other]);
    }

    private string Found() =>
        string.Join(", ", Enumerable.Range(0, Names.Length).Where(i => _count[i] > 0).Select(i => $"{Names[i]} : {_count[i]}"));

    private int Undeclared() => Names.Contains(table.GeometryType) && table.GeometryType is not ("GEOMETRY" or "CURVE" or "SURFACE")
        ? Array.FindIndex(_count, n => n > 0) is >= 0 ? Enumerable.Range(0, Names.Length)
            .Where(i => _count[i] > 0 && Names[i] != table.GeometryType).DefaultIfEmpty(-1).First() : -1
        : -1;
}
