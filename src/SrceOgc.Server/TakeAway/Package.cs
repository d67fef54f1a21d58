using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.GeoPackages;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Jobs;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Server.TakeAway;

/// <summary>
/// A package: first counted (<see cref="Count()"/>), then written layer by layer into a temporary file. Everything is in the system of the
/// territory; layers without
/// a feature there are left out.
/// </summary>
internal sealed class Package(RequestedWork work, PackageRequest asked, JobProgress progress)
{
    public const int BytesOfVertex = 16;

    private const int PieceBytes = 1 << 18;

    private static readonly WKBWriter Wkb = new(ByteOrder.LittleEndian);

    private readonly Geometry _area = asked.Margin > 0 ? asked.Ground.Geometry.Buffer(asked.Margin) : asked.Ground.Geometry;

    private CrsName System => new(asked.Ground.System, CrsSpelling.Code);

    /// <summary>Before any work: how much there is.</summary>
    /// <returns>Bytes of geometry.</returns>
    /// <exception cref="ServiceException">413: too much.</exception>
    public long Count()
    {
        var bytes = 0L;
        foreach (var layer in asked.Layers)
        {
            using var cursor = layer.Source.Open(new FeatureQuery { Window = WindowIn(layer), Budget = work.Budget });
            while (cursor.MoveNext())
                bytes += cursor.Geometry.Length;
        }

        return bytes / BytesOfVertex <= RequestLimits.PackageVertices ? bytes : throw new ServiceException("TooLarge", null, new(
            $"Le paquet aurait environ {bytes / BytesOfVertex / 1_000_000} millions de sommets, plus que les "
                + $"{RequestLimits.PackageVertices / 1_000_000} permis ; choisissez moins de couches (couches=) ou un territoire "
                + $"plus petit.",
            $"The package would have about {bytes / BytesOfVertex / 1_000_000} million vertices, more than the "
                + $"{RequestLimits.PackageVertices / 1_000_000} allowed; choose fewer layers (couches=) or a smaller territory."), 413);
    }

    /// <summary>The GeoPackage with its project inside.</summary>
    /// <param name="fileName">The name its project expects.</param>
    /// <param name="table">Indicators; null for none.</param>
    /// <param name="project">The project's archive, for who wants it beside the file.</param>
    public Stream GeoPackage(string fileName, IndicatorTable? table, out byte[] project)
    {
        using var parcel = new GeoPackageParcel(new CollectionHead(0, 0, Latest()));
        var written = new List<CatalogLayer>();
        foreach (var layer in asked.Layers)
        {
            Say(layer);
            using var cursor = Open(layer);
            if (!cursor.HasNext())
                continue;
            parcel.Add(Selection(layer, System), cursor);
            written.Add(layer);
        }

        AddGround(parcel);
        AddVersions(parcel, written);
        if (table is not null)
            parcel.AddTable("indicateurs_du_territoire", "Indicateurs du territoire",
                [("indicateur", FieldKind.Text), ("valeur", FieldKind.Real), ("unite", FieldKind.Text)],
                table.Rows(work.Language).Select(row => (IReadOnlyList<object?>)[row[0], row[1], row[2]]));
        project = new PackageProject(asked.Ground, written, fileName, work).Archive(asked.BaseName);
        parcel.AddProject(asked.Ground.Name, project);
        return parcel.Finish();
    }

    /// <summary>One of the formats features are given in.</summary>
    public void Encode(FeatureFormat format, Stream file)
    {
        using var output = new Utf8Output();
        using var encoder = format.CreateEncoder(new EncodingContext(output, "srce", work.Catalog.Service.NamespaceUri));
        var system = format == FeatureFormats.GeoJson ? new CrsName(CrsRegistry.Standard.LonLat, CrsSpelling.Code) : System;
        var counts = asked.Layers.ToDictionary(layer => layer, Count);
        var layers = asked.Layers.Where(layer => counts[layer] > 0).ToArray();
        encoder.Begin(new(counts.Values.Sum(), counts.Values.Sum(), Latest()), [.. layers.Select(layer => Selection(layer, system))]);
        foreach (var layer in layers)
        {
            Say(layer);
            using var cursor = Open(layer);
            encoder.BeginLayer(Selection(layer, system), new(counts[layer], counts[layer], Latest()));
            while (cursor.MoveNext())
            {
                encoder.Write(cursor);
                Empty(output, file, PieceBytes);
            }

            encoder.EndLayer();
        }

        encoder.End();
        Empty(output, file, 0);
        using var whole = encoder.OpenFile();
        whole?.CopyTo(file);
    }

    private static void Empty(Utf8Output output, Stream file, int beyond)
    {
        if (output.Length <= beyond)
            return;
        file.Write(output.Written.Span);
        output.Clear();
    }

    private void Say(CatalogLayer layer) =>
        progress.Say(asked.Layers.TakeWhile(other => other != layer).Count(), asked.Layers.Count, layer.Title.In(work.Language));

    private DateTime Latest() => asked.Layers.Select(layer => layer.Publication.Published).DefaultIfEmpty(DateTime.UnixEpoch).Max();

    private LayerSelection Selection(CatalogLayer layer, CrsName system) =>
        layer.Select([.. Enumerable.Range(0, layer.Type.Fields.Count)], withGeometry: true, system, AxisOrderRule.EastNorth);

    private long Count(CatalogLayer layer)
    {
        using var cursor = Open(layer);
        while (cursor.MoveNext())
        {
        }

        return cursor.Count;
    }

    private Geometry AreaIn(CatalogLayer layer) =>
        MeasuringTransform.Apply(_area.Copy(), CrsTransform.Between(asked.Ground.System, layer.Crs));

    private Envelope WindowIn(CatalogLayer layer)
    {
        var box = _area.EnvelopeInternal;
        return CrsTransform.Between(asked.Ground.System, layer.Crs).TransformEnvelope(new(box.MinX, box.MinY, box.MaxX, box.MaxY));
    }

    private CutCursor Open(CatalogLayer layer) => new(
        layer.Source.Open(new FeatureQuery { Window = WindowIn(layer), Budget = work.Budget }),
            PreparedGeometryFactory.Prepare(AreaIn(layer)), asked.IsCut, work.Budget);

    private void AddGround(GeoPackageParcel parcel)
    {
        using var wkb = new ByteBuffer();
        var result = GeometryNormalizer.Normalize(
            Wkb.Write(asked.Ground.Geometry is Polygon polygon ? polygon.Factory.CreateMultiPolygon([polygon]) : asked.Ground.Geometry),
            wkb);
        var crs = asked.Ground.System;
        parcel.AddArea(PackageProject.GroundTable, asked.Ground.Name,
            new GeoPackageSrs(crs.Srid, "EPSG", crs.Srid, crs.Title, CrsWellKnownText.Of(crs)), wkb.Written, result.Bounds,
            [("type", asked.Ground.Type), ("code", asked.Ground.Code), ("nom", asked.Ground.Name)]);
    }

    /// <summary>Which versions these are, under which licence.</summary>
    private static void AddVersions(GeoPackageParcel parcel, List<CatalogLayer> layers) =>
        parcel.AddTable("versions_des_couches", "Versions des couches",
        [("couche", FieldKind.Text), ("titre", FieldKind.Text), ("version", FieldKind.Text), ("publiee", FieldKind.Text),
            ("source", FieldKind.Text), ("licence", FieldKind.Text), ("echelle_validite", FieldKind.Real)],
        layers.Select(layer => (IReadOnlyList<object?>)
        [
            layer.Name, layer.Title.French, layer.Version,
                layer.Publication.Published.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", global::System.Globalization.CultureInfo.InvariantCulture),
            layer.Description.Attribution, layer.Description.License, layer.Description.ValidityScale,
        ]));
}
