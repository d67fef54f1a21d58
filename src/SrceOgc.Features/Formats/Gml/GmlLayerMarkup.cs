using System.Text;
using SrceOgc.Features.Formats.Writing;

namespace SrceOgc.Features.Formats.Gml;

/// <summary>The tags of one layer's features, made once. A single feature's own start tag is the document's, and has begun
/// already.</summary>
internal sealed class GmlLayerMarkup
{
    public readonly byte[] FeatureOpen;
    public readonly byte[] FeatureClose;
    public readonly byte[] GeometryOpen;
    public readonly byte[] GeometryClose;
    public readonly Element[] Fields;

    public GmlLayerMarkup(GmlDialect dialect, string prefix, LayerSelection layer, bool isSingle)
    {
        var name = $"{prefix}:{layer.Type.Name}";
        FeatureOpen = Encoding.UTF8.GetBytes($"{(isSingle ? "" : $"<{dialect.Member}><{name}")} {dialect.IdAttribute}=\"");
        FeatureClose = Encoding.UTF8.GetBytes($"</{name}>{(isSingle ? "" : $"</{dialect.Member}>")}\n");
        var geometry = new Element($"{prefix}:{layer.Type.GeometryName}");
        (GeometryOpen, GeometryClose) = (geometry.Open, geometry.Close);
        Fields = [.. layer.Fields.Select(field => new Element($"{prefix}:{layer.Type.Fields[field].Name}"))];
    }

    internal sealed class Element(string name)
    {
        public readonly byte[] Open = Encoding.UTF8.GetBytes($"<{name}>");
        public readonly byte[] Close = Encoding.UTF8.GetBytes($"</{name}>");
    }
}
