using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Publications;

internal readonly record struct SectionRange(long Offset, long Length);

/// <summary>One stored generalisation, made for maps of <paramref name="Resolution"/> ground units a pixel and coarser.</summary>
internal sealed record LevelHeader(double Resolution, int Dots, int Shapes);

/// <summary>
/// The directory at the end of a layer file.
/// <para>
/// A layer file is the built, immutable form of one layer: magic, sections of fixed-width arrays (little-endian,
/// read in place through a memory map), this directory as JSON, its length, magic. Features are numbered from 0
/// (the ordinal) along a Hilbert curve; those without geometry come last.
/// </para>
/// <para>Sections: <c>ids</c> i64 by ordinal; <c>idorder</c> u32 ordinals by ascending id; <c>bounds</c> 4 x f64;
/// per field i, <c>c{i}.values</c> i64 or f64 bits and <c>c{i}.nulls</c> one bit each, or for text and blobs
/// <c>c{i}.codes</c> u32 (0 null, else 1 + place in the dictionary sorted by bytes), <c>c{i}.ends</c> i64,
/// <c>c{i}.bytes</c>; <c>c{i}.order</c> u32 ordinals in ascending order, nulls last. Geometry, exact (<c>g.</c>)
/// and per level (<c>l{k}.dots.</c>, <c>l{k}.shapes.</c>): <c>offsets</c> i64 with one more at the end, <c>wkb</c>,
/// (in levels the last eight bits of each x are a <see cref="Geometries.VertexWeight"/>), <c>ordinals</c> u32 (levels only), <c>tree</c> (see <see cref="PackedTree"/>), <c>rank</c> and <c>byrank</c> u32:
/// the drawing order, which is the source table's.</para>
/// </summary>
internal sealed record LayerHeader(FeatureType Type, int Spatial, IReadOnlyList<LevelHeader> Levels)
{
    public static ReadOnlySpan<byte> Magic => "SRCEOGC1"u8;

    public Dictionary<string, SectionRange> Sections { get; init; } = [];

    /// <exception cref="InvalidDataException">The file is not a whole layer file of this version.</exception>
    public static LayerHeader Read(MappedFile file)
    {
        var magic = Magic.Length;
        if (file.Length < magic * 2 + 8
            || !file.Section<byte>(0, magic).Span.SequenceEqual(Magic)
            || !file.Section<byte>(file.Length - magic, magic).Span.SequenceEqual(Magic))
            throw new InvalidDataException("Not a layer file of this version.");
        var length = BitConverter.ToInt64(file.Section<byte>(file.Length - magic - 8, 8).Span);
        var json = file.Section<byte>(file.Length - magic - 8 - length, length).Span;
        return JsonSerializer.Deserialize(json, LayerHeaderJson.Default.LayerHeader) ?? throw new InvalidDataException("A layer file without a directory.");
    }
}

[JsonSerializable(typeof(LayerHeader))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class LayerHeaderJson : JsonSerializerContext;
