using NetTopologySuite.IO;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Tests.Features;

namespace SrceOgc.Fuzz;

/// <summary>A layer with a feature of each kind, so that what was read is also run.</summary>
internal static class FuzzSamples
{
    public static readonly MemorySource Source = new(
        MemorySource.TypeOf("corridor", GeometryFamily.Mixed, ("nom", FieldKind.Text), ("longueur", FieldKind.Real),
            ("rang", FieldKind.Integer), ("actif", FieldKind.Boolean), ("releve", FieldKind.Date), ("modifie", FieldKind.DateTime)),
        new(1, Wkt("POINT(10 10)"), "Forêt de Mormal", 12.5, 1, true, new DateOnly(2019, 5, 1),
            new DateTime(2019, 5, 1, 10, 0, 0, DateTimeKind.Utc)),
        new(2, Wkt("LINESTRING(0 0, 100 100)"), "MARAIS ÉTÉ", 3.0, 2, false, new DateOnly(2020, 1, 1), null),
        new(3, Wkt("POLYGON((20 20, 60 20, 60 60, 20 60, 20 20),(30 30, 50 30, 50 50, 30 50, 30 30))"), "marais été", 7.25, 3, null, null,
            null),
        new(4, null, null, null, null, true, new DateOnly(2018, 12, 31), null));

    public static FilterBuilder NewBuilder() =>
        CrsName.TryParse("EPSG:2154", CrsRegistry.Standard, out var name)
            ? new(Source.Type, CrsRegistry.Standard.Lambert93, CrsRegistry.Standard, name, AxisOrderRule.BySpelling)
            : throw new InvalidOperationException("EPSG:2154 is unknown.");

    private static NetTopologySuite.Geometries.Geometry Wkt(string text) => new WKTReader().Read(text);
}
