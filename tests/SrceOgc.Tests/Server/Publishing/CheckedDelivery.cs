using System.Text;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Losses;
using SrceOgc.Publishing.Store;
using SrceOgc.Rendering.StyleFormats.Libraries;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>A GeoPackage built as the server builds a delivery, with the repository's profiles and styles.</summary>
internal sealed class CheckedDelivery : IDisposable
{
    public static readonly GeoPackageSrs Lambert93 = new(2154, "EPSG", 2154, "RGF93 v1 / Lambert-93", "undefined");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"srceogc-checks-{Guid.NewGuid():N}");
    private readonly Staging _staging;

    private CheckedDelivery(Action<string> write, RequestBudget? budget = null)
    {
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, "essai.gpkg");
        write(path);
        _staging = Staging.TryCopy(path, Path.Combine(_folder, "quarantaine"), within: null, CancellationToken.None)!;
        var options = new CheckOptions(ProfileLibrary.Read(Path.Combine(RepositoryFiles.Root, "gpkg")), new StyleLibrary([]));
        Build = PublicationBuild.Make(_staging, new LayerNames("essai", []), options, isWhole: true,
            budget ?? RequestBudget.Unlimited, static (_, _, _) => { });
    }

    public PublicationBuild Build { get; }

    public string? Faults => FaultsFile.In(Build.Folder);

    public static CheckedDelivery Of(byte[] content, RequestBudget? budget = null) =>
        new(copy => File.WriteAllBytes(copy, content), budget);

    public static CheckedDelivery Of(string path) => new(copy => File.Copy(path, copy));

    public static CheckedDelivery Of(Action<GeoPackageWriter> fill, Action<SqliteFile>? spoil = null) => new(
        path =>
        {
            using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
            {
                fill(writer);
                writer.Finish();
            }

            if (spoil is null)
                return;
            using var file = WritableSqlite.Open(path);
            spoil(file);
        });

    /// <summary>As if <paramref name="served"/> were served as this version of the same dataset.</summary>
    public DeliveryChanges ComparedWith(CheckedDelivery served, int version = 7)
    {
        var publication = Publication.Open(served.Build.Folder,
            new(Manifest.CurrentFormat, "essai", version, DateTime.UnixEpoch, new("", 0, DateTime.UnixEpoch, ""), served.Build.Layers));
        Build.CompareWith(publication);
        publication.Release();
        return Build.Changes!;
    }

    /// <summary>A table of text columns; a row is its WKT, or null, then its values.</summary>
    public static void Table(GeoPackageWriter writer, string name, string type, string[] columns, params string?[][] rows)
    {
        using var table = writer.CreateTable(
            new(name, name, "", "geom", type, false, Lambert93, [.. columns.Select(c => new GeoPackageColumn(c, c, FieldKind.Text, 0))]));
        for (var i = 0; i < rows.Length; i++)
        {
            table.Begin(i + 1);
            if (rows[i][0] is { } wkt)
            {
                var geometry = new WKTReader().Read(wkt);
                var bounds = geometry.EnvelopeInternal;
                table.Geometry(i + 1, geometry);
            }

            for (var c = 1; c < rows[i].Length; c++)
                table.Value(c - 1, rows[i][c] is { } text ? FieldValue.Of(Encoding.UTF8.GetBytes(text)) : FieldValue.Null);
            table.End();
        }
    }

    /// <summary>A square of so many metres with its lower left corner there, in Lambert-93 near Paris.</summary>
    public static string Square(int x, int y, int side) =>
        $"POLYGON(({650_000 + x} {6_860_000 + y}, {650_000 + x + side} {6_860_000 + y}, {650_000 + x + side} {6_860_000 + y + side}, "
            + $"{650_000 + x} {6_860_000 + y + side}, {650_000 + x} {6_860_000 + y}))";

    public Finding Find(string words) =>
        Build.Findings.FirstOrDefault(f =>
        f.Message.French.Contains(words, StringComparison.Ordinal) || f.Advice.French.Contains(words, StringComparison.Ordinal))
        ?? throw new Xunit.Sdk.XunitException($"no finding says: {words}\n{string.Join("\n", Build.Findings)}");

    public bool Says(string words) => Build.Findings.Any(f => f.Message.French.Contains(words, StringComparison.Ordinal));

    public void Dispose()
    {
        _staging.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
