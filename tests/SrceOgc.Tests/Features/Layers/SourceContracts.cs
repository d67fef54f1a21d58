using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Store;
using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Features.Layers;

public sealed class PublishedPointsContract : SourceContract
{
    protected override IFeatureSource NewSource() => SampleLayer.Of(GeometryFamily.Point);
}

public sealed class PublishedLinesContract : SourceContract
{
    protected override IFeatureSource NewSource() => SampleLayer.Of(GeometryFamily.Line);
}

public sealed class PublishedPolygonsContract : SourceContract
{
    protected override IFeatureSource NewSource() => SampleLayer.Of(GeometryFamily.Polygon);
}

public sealed class PublishedMixtureContract : SourceContract
{
    protected override IFeatureSource NewSource() => SampleLayer.Of(GeometryFamily.Mixed);
}

public sealed class PublishedTableContract : SourceContract
{
    protected override IFeatureSource NewSource() => SampleLayer.Of(GeometryFamily.None);
}

public sealed class GroupsContract : SourceContract
{
    protected override IFeatureSource NewSource()
    {
        var layer = SampleLayer.Of(GeometryFamily.Polygon);
        var number = new FieldExpression(0, layer.Type.Fields[0]);
        return GroupedFeatures.Of(layer, FeatureQuery.All, new Grouping([2, 5],
        [
            new Aggregate(AggregateFunction.Count, null, "nombre"), new Aggregate(AggregateFunction.Sum, number, "somme"),
            new Aggregate(AggregateFunction.Minimum, new FieldExpression(3, layer.Type.Fields[3]), "premier"),
        ]));
    }
}

/// <summary>What changed between two versions, as a layer of its own.</summary>
public sealed class DifferencesContract : SourceContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("srceogc-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override IFeatureSource NewSource()
    {
        var (before, after) = (Version(1), Version(2));
        var folder = Path.Combine(_folder, "1..2");
        var comparison = new Comparing().Compare(before, after, null, RequestBudget.Unlimited);
        var manifest = DifferencePublication.Build(comparison, folder, RequestBudget.Unlimited);
        var publication = Publication.Open(folder, manifest);
        return publication.Layers.OrderByDescending(layer => layer.Type.Count).First();
    }

    private KeptVersion Version(int number)
    {
        using var delivery = CheckedDelivery.Of(writer => CheckedDelivery.Table(writer, "points", "POINT", ["nom", "note"],
            [.. Enumerable.Range(0, 60).Select(i => new[] { $"POINT({650_000 + 10 * i} {6_860_000 + i})", $"n{i * number}",
                i % 3 == 0 ? null : "x" })]));
        var folder = Path.Combine(_folder, $"{number}");
        Directory.Move(delivery.Build.Folder, folder);
        var manifest = new Manifest(Manifest.CurrentFormat, "essai", number, new(2026, 1, number, 0, 0, 0, DateTimeKind.Utc),
            new SourceFile("a.gpkg", 1, DateTime.UnixEpoch, $"{number}"), delivery.Build.Layers);
        return new(folder, manifest, false);
    }
}
