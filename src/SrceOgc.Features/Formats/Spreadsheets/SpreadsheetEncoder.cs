using System.IO.Compression;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Spreadsheets;

/// <summary>
/// A workbook (ECMA-376), a sheet for each layer: titles in a frozen first row, then a row a feature, its identifier first. Geometry stays
/// out: a cell holds too little of it; of points there are longitude and latitude. Codes stay texts ("02001" keeps its zero), numbers and
/// dates are what they are. A sheet
/// that is full goes on in the next. Written by hand because the Open XML SDK prefixes every element, which GDAL and so QGIS cannot read.
/// </summary>
internal sealed class SpreadsheetEncoder(Utf8Output output) : FeatureEncoder(output)
{
    private const int MostRows = 1_048_576;

    private readonly TemporaryFile _file = new();
    private readonly SheetNames _names = new();
    private readonly List<string> _sheets = [];
    private ZipArchive? _zip;
    private SheetWriter? _sheet;
    private LayerSelection _layer = null!;
    private PointColumns? _points;
    private int[] _fields = [];

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers) =>
        _zip = new ZipArchive(new FileStream(_file.Path, FileMode.Create), ZipArchiveMode.Create);

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _fields = [.. layer.Fields];
        _points = PointColumns.Of(layer);
        BeginSheet();
    }

    public override void Write(FeatureCursor feature)
    {
        if (_sheet!.Rows == MostRows)
        {
            _sheet.End();
            BeginSheet();
        }

        _sheet.BeginRow();
        _sheet.Cell(FieldValue.Of(feature.Id));
        foreach (var field in _fields)
            _sheet.Cell(feature[field]);
        if (_points is not null)
            WriteDegrees(_sheet, _points, feature);
        _sheet.EndRow();
    }

    private void WriteDegrees(SheetWriter sheet, PointColumns points, FeatureCursor feature)
    {
        var (longitude, latitude) = (0d, 0d);
        var isKnown = Geometry.Load(feature.Geometry, _layer.Transform) && points.TryRead(Geometry, out longitude, out latitude);
        sheet.Cell(isKnown ? FieldValue.Of(longitude) : FieldValue.Null);
        sheet.Cell(isKnown ? FieldValue.Of(latitude) : FieldValue.Null);
    }

    public override void EndLayer()
    {
        _sheet!.End();
        _sheet = null;
    }

    public override void End()
    {
        WorkbookParts.Write(_zip!, _sheets);
        _zip!.Dispose();
        _zip = null;
    }

    public override Stream? OpenFile() => _file.OpenAndForget();

    public override long FileBytes => _file.Bytes;

    public override void Dispose()
    {
        _sheet?.Dispose();
        _zip?.Dispose();
        _file.Dispose();
        base.Dispose();
    }

    private void BeginSheet()
    {
        _sheets.Add(_names.Of(_layer.Title));
        _sheet = new SheetWriter(_zip!.CreateEntry($"xl/worksheets/sheet{_sheets.Count}.xml", CompressionLevel.Fastest).Open());
        _sheet.Titles(_layer.Fields.Select(field => _layer.Type.Fields[field].Title).Prepend("id")
            .Concat(_points is null ? [] : [PointColumns.Longitude, PointColumns.Latitude]));
    }
}
