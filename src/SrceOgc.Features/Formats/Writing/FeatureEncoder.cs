using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Writing;

/// <summary>
/// Writes a collection: <see cref="Begin"/>, then for each layer <see cref="BeginLayer"/>, its features and
/// <see cref="EndLayer"/>, then <see cref="End"/>. A feature allocates nothing.
/// </summary>
public abstract class FeatureEncoder(Utf8Output output) : IDisposable
{
    protected Utf8Output Output => output;

    protected GeometryBuffer Geometry { get; } = new();

    public abstract void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers);

    /// <summary><paramref name="head"/> speaks of this layer alone when the collection has several.</summary>
    public abstract void BeginLayer(LayerSelection layer, CollectionHead head);

    public abstract void Write(FeatureCursor feature);

    public abstract void EndLayer();

    public abstract void End();

    /// <summary>An encoding that is a file made aside, not bytes of the output: the file, once ended; it goes when the stream is
    /// closed.</summary>
    public virtual Stream? OpenFile() => null;

    /// <summary>How large the file made aside has become.</summary>
    public virtual long FileBytes => 0;

    public virtual void Dispose() => Geometry.Dispose();
}
