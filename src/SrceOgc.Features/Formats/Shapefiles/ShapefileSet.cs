using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Shapefiles;

/// <summary>The .shp, .shx and .dbf of one family; a layer without geometry has only the last.</summary>
internal sealed class ShapefileSet : IDisposable
{
    private readonly string _path;
    private readonly ShapeWriter? _shapes;
    private readonly DbfWriter _table;

    public ShapefileSet(ShapeFamily family, IReadOnlyList<DbfColumn> columns, string path, bool hasShapes)
    {
        _path = path;
        _shapes = hasShapes ? new ShapeWriter(family, path + ".shp", path + ".shx") : null;
        _table = new DbfWriter(columns, path + ".dbf");
    }

    public void Write(FeatureCursor feature, GeometryBuffer? geometry)
    {
        _shapes?.Write(geometry);
        _table.Write(feature);
    }

    public void Finish()
    {
        _shapes?.Finish();
        _table.Finish();
        Dispose();
    }

    /// <summary>Names the files of a finished set.</summary>
    public void MoveTo(string path)
    {
        foreach (var extension in new[] { ".shp", ".shx", ".dbf" })
            if (File.Exists(_path + extension))
                File.Move(_path + extension, path + extension);
    }

    public void Dispose()
    {
        _shapes?.Dispose();
        _table.Dispose();
    }
}
