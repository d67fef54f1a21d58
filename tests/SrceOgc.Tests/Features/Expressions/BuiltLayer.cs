using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Features.Expressions;

/// <summary>A published layer of so many rows without geometry: a number, and a text that repeats.</summary>
internal static class BuiltLayer
{
    public static PublishedLayer Of(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-");
        var path = Path.Combine(folder.FullName, "a.couche");
        var draft = new LayerDraft("a", "", 0, GeometryFamily.None, false,
            [Field("rang", FieldKind.Integer), Field("nom", FieldKind.Text)]);
        using (var builder = new LayerBuilder(draft, folder.FullName))
        {
            for (var i = 0; i < rows; i++)
            {
                builder.AddFeature(i + 1, default, new(GeometryFamily.None, false, false, Envelope.Empty));
                builder.AddValue(0, FieldValue.Of((long)(i * 7919 % rows)));
                builder.AddValue(1, FieldValue.Of(System.Text.Encoding.UTF8.GetBytes($"nom {i % 1000}")));
            }

            builder.Build(path);
        }

        var layer = PublishedLayer.Open(path);
        folder.Delete(recursive: true);
        return layer;
    }

    private static Field Field(string name, FieldKind kind) => new(name, name, name, kind, Nullable: true, MaxLength: 0);
}
