using SrceOgc.Features.GeoPackages;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Losses;
using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Publishing.Losses;

/// <summary>What a delivery would take away of what is served, in figures and in one line.</summary>
public sealed class LossSurveyTests
{
    private static readonly string[] NoFields = [];

    /// <summary>Points in a row, so many of them.</summary>
    private static string?[][] Points(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new[] { $"POINT({650_000 + 10 * i} 6860000)" })];

    private static DeliveryChanges Compared(Action<GeoPackageWriter> served, Action<GeoPackageWriter> delivered,
        out IReadOnlyList<Finding> findings)
    {
        using var before = CheckedDelivery.Of(served);
        using var after = CheckedDelivery.Of(delivered);
        var changes = after.ComparedWith(before);
        findings = after.Build.Findings;
        return changes;
    }

    private static DeliveryChanges Compared(Action<GeoPackageWriter> served, Action<GeoPackageWriter> delivered) =>
        Compared(served, delivered, out _);

    [Theory]
    [InlineData(100, 100, false, "")]
    [InlineData(100, 120, false, "")]
    [InlineData(100, 80, false, "20 objets sur 100")]
    [InlineData(100, 79, true, "21 objets sur 100")]
    [InlineData(2, 1, true, "1 objet sur 2")]
    [InlineData(1500, 0, true, "1\u202f500 objets sur 1\u202f500")]
    public void Objects_beyond_the_threshold_need_consent(int before, int after, bool needConsent, string headline)
    {
        var changes = Compared(w => CheckedDelivery.Table(w, "mares", "POINT", NoFields, Points(before)),
            w => CheckedDelivery.Table(w, "mares", "POINT", NoFields, Points(after)), out var findings);
        Assert.Equal((needConsent, headline), (changes.NeedConsent, changes.Lost.French));
        Assert.Equal(before == after, changes.Layers.Count == 0);
        Assert.Equal(needConsent, findings.Any(f => f.Severity == Severity.ToFix && f.Message.French.Contains("de moins")));
    }

    [Fact]
    public void A_layer_or_a_field_that_goes_needs_consent_whatever_it_holds()
    {
        string?[] row = ["POINT(650000 6860000)", "a", "b"];
        var changes = Compared(
            w =>
            {
                CheckedDelivery.Table(w, "mares", "POINT", ["nom", "État"], row);
                CheckedDelivery.Table(w, "haies", "POINT", NoFields, Points(3));
            },
            w => CheckedDelivery.Table(w, "mares", "POINT", ["nom", "date"], row), out var findings);
        Assert.True(changes.NeedConsent);
        Assert.Equal("1 couche sur 2, 3 objets sur 4, le champ « Etat »", changes.Lost.French);
        Assert.Equal("1 layer of 2, 3 features of 4, the field 'Etat'", changes.Lost.English);
        var ponds = changes.Layers.Single(layer => layer.Name == "mares");
        Assert.Equal(["Etat"], ponds.FieldsGone);
        Assert.Equal(["date"], ponds.FieldsAdded);
        Assert.True(changes.Layers.Single(layer => layer.Name == "haies").IsGone);
        Assert.Contains(findings, f => f is { Layer: "mares", Severity: Severity.ToFix } && f.Message.French.Contains("« Etat »"));
    }

    [Fact]
    public void A_new_layer_and_a_new_field_are_said_and_need_nothing()
    {
        var changes = Compared(w => CheckedDelivery.Table(w, "mares", "POINT", NoFields, Points(1)),
            w =>
            {
                CheckedDelivery.Table(w, "mares", "POINT", ["nom"], ["POINT(650000 6860000)", "a"]);
                CheckedDelivery.Table(w, "haies", "POINT", NoFields, Points(3));
            });
        Assert.Equal((false, ""), (changes.NeedConsent, changes.Lost.French));
        Assert.Equal(["mares", "haies"], changes.Layers.Select(layer => layer.Name));
        Assert.Null(changes.Layers[1].Before);
        Assert.Equal(3, changes.Layers[1].After!.Objects);
    }

    /// <summary>As many objects, and most of the ground gone: 4 ha of two squares of 100 and 200 m, then 1 ha twice.</summary>
    [Fact]
    public void Area_that_goes_with_as_many_objects_needs_consent()
    {
        var changes = Compared(
            w => CheckedDelivery.Table(w, "réservoirs", "POLYGON", NoFields, [CheckedDelivery.Square(0, 0, 100)],
                [CheckedDelivery.Square(500, 0, 200)]),
            w => CheckedDelivery.Table(w, "réservoirs", "POLYGON", NoFields, [CheckedDelivery.Square(0, 0, 100)],
                [CheckedDelivery.Square(500, 0, 100)]));
        Assert.True(changes.NeedConsent);
        Assert.Equal("3 ha sur 5 de « réservoirs »", changes.Lost.French);
        var layer = Assert.Single(changes.Layers);
        Assert.Equal((50_000, 20_000, 30_000), (layer.Before!.AreaM2, layer.After!.AreaM2, layer.AreaLost));
    }

    [Fact]
    public void Length_that_goes_with_as_many_objects_needs_consent()
    {
        static Action<GeoPackageWriter> Line(int metres) => w => CheckedDelivery.Table(w, "corridors", "LINESTRING", NoFields,
            [$"LINESTRING(650000 6860000, {650_000 + metres} 6860000)"]);
        Assert.Equal("1,5 km sur 2 de « corridors »", Compared(Line(2000), Line(500)).Lost.French);
        Assert.False(Compared(Line(2000), Line(1600)).NeedConsent);
        Assert.True(Compared(Line(2000), Line(1599)).NeedConsent);
    }
}
