using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>A cursor that stands on an ordinal of a published layer and reads it in place.</summary>
internal abstract class OrdinalCursor(PublishedLayer layer) : FeatureCursor
{
    private int _ordinal = -1;

    protected PublishedLayer Layer => layer;

    public sealed override int Ordinal => _ordinal;

    public sealed override long Id => layer.Id(_ordinal);

    public override ReadOnlySpan<byte> Geometry => _ordinal < layer.Exact.Count ? layer.Exact.Wkb(_ordinal) : default;

    public sealed override Envelope Bounds => layer.Bounds(_ordinal);

    public sealed override FieldValue this[int field] => layer.Value(_ordinal, field);

    internal void GoTo(int ordinal) => _ordinal = ordinal;
}

/// <summary>Reads a selection in the publication's own order, from an offset found without visiting what is before it.</summary>
internal sealed class SelectionCursor(PublishedLayer layer, Bitmap? selection, long offset, long limit) : OrdinalCursor(layer)
{
    private int _next = selection is null ? -1 : offset == 0 ? selection.NextFrom(0) : selection.Select(offset);
    private long _left = limit;

    public override long Matched => selection?.Count() ?? -1;

    public override bool MoveNext()
    {
        if (_next < 0 || _left-- <= 0)
            return false;
        GoTo(_next);
        _next = selection!.NextFrom(_next + 1);
        return true;
    }

    public override void Dispose() => selection?.Dispose();
}
