using System.Text;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.GeoPackages;

/// <summary>A GeoPackage of layers with their styles, tables beside them, and a QGIS project inside; made in a temporary file.</summary>
public sealed class GeoPackageParcel : IDisposable
{
    private readonly Utf8Output _output = new();
    private readonly GeoPackageEncoder _encoder;
    private readonly CollectionHead _head;

    /// <param name="head">Its time is written as last_change.</param>
    public GeoPackageParcel(CollectionHead head)
    {
        _head = head;
        _encoder = new(_output);
        _encoder.Begin(head, []);
    }

    public long Bytes => _encoder.FileBytes;

    public void Add(LayerSelection layer, FeatureCursor features)
    {
        _encoder.BeginLayer(layer, _head);
        while (features.MoveNext())
            _encoder.Write(features);
        _encoder.EndLayer();
    }

    /// <summary>One area.</summary>
    public void AddArea(string table, string title, GeoPackageSrs srs, ReadOnlySpan<byte> wkb, in Envelope bounds,
        IReadOnlyList<(string Name, string Value)> values)
    {
        using var writer = _encoder.Writer.CreateTable(
            new(table, title, "", "geom", "MULTIPOLYGON", false, srs,
            [.. values.Select(value => new GeoPackageColumn(value.Name, value.Name, FieldKind.Text, 0))]));
        writer.Begin(1);
        writer.Geometry(1, wkb, bounds);
        for (var i = 0; i < values.Count; i++)
            writer.Value(i, FieldValue.Of(Encoding.UTF8.GetBytes(values[i].Value)));
        writer.End();
    }

    /// <summary>A table without geometry; cells are strings, doubles, or null.</summary>
    public void AddTable(string table, string title, IReadOnlyList<(string Name, FieldKind Kind)> columns,
        IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var writer = _encoder.Writer.CreateTable(
            new(table, title, "", "", "", false, null,
            [.. columns.Select(column => new GeoPackageColumn(column.Name, column.Name, column.Kind, 0))]));
        var id = 0L;
        foreach (var row in rows)
        {
            writer.Begin(++id);
            for (var i = 0; i < row.Count; i++)
                writer.Value(i, row[i] switch
                {
                    double number => FieldValue.Of(number),
                    string text =>
                    FieldValue.Of(Encoding.UTF8.GetBytes(text)),
                    _ => FieldValue.Null
                });
            writer.End();
        }
    }

    public void AddStyle(string table, string name, string sld) =>
        _encoder.Writer.AddStyle(new(table, name, "", true, null, sld, ""), "geom");

    public void AddProject(string name, ReadOnlySpan<byte> archive) => _encoder.Writer.AddProject(name, archive);

    /// <summary>The whole file; it goes when the stream is closed.</summary>
    public Stream Finish()
    {
        _encoder.End();
        return _encoder.OpenFile()!;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _output.Dispose();
    }
}
