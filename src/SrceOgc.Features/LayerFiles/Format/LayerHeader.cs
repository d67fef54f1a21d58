using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>Where a section lies; <paramref name="Hash"/> is its XxHash3, null in files of the format before.</summary>
internal readonly record struct SectionRange(long Offset, long Length, ulong? Hash = null);

/// <summary>One stored generalisation, made for maps of <paramref name="Resolution"/> ground units a pixel and coarser.</summary>
internal sealed record LevelHeader(double Resolution, int Dots, int Shapes);

/// <summary>
/// The directory at the end of a layer file.
/// <para>
/// A layer file is the built, immutable form of one layer: magic, sections of fixed-width arrays (little-endian,
/// read in place through a memory map), this directory as JSON, its length, its XxHash3, magic. Features are numbered from 0
/// (the ordinal) along a Hilbert curve; those without geometry come last.
/// </para>
/// <para>Sections: <c>ids</c> i64 by ordinal; <c>idorder</c> u32 ordinals by ascending id; <c>bounds</c> 4 x f64;
/// per field i, <c>c{i}.values</c> i64 or f64 bits and <c>c{i}.nulls</c> one bit each, or for text and blobs
/// <c>c{i}.codes</c> u32 (0 null, else 1 + place in the dictionary sorted by bytes), <c>c{i}.ends</c> i64,
/// <c>c{i}.bytes</c>; <c>c{i}.order</c> u32 ordinals in ascending order, nulls last. Geometry, exact (<c>g.</c>)
/// and per level (<c>l{k}.dots.</c>, <c>l{k}.shapes.</c>): <c>offsets</c> i64 with one more at the end, <c>wkb</c>,
/// (in levels the last eight bits of each x are a <see cref="SrceOgc.Features.Geometries.VertexWeight"/>), <c>ordinals</c> u32 (levels
/// only), <c>tree</c> (see <see cref="PackedTree"/>), <c>rank</c> and <c>byrank</c> u32:
/// the drawing order, which is the source table's.</para>
/// <para>Files of the format before (<see cref="PreviousMagic"/>) have no hashes; they are read until they are built anew.</para>
/// </summary>
internal sealed record LayerHeader(FeatureType Type, int Spatial, IReadOnlyList<LevelHeader> Levels)
{
    public static ReadOnlySpan<byte> Magic => "SRCEOGC2"u8;

    public static ReadOnlySpan<byte> PreviousMagic => "SRCEOGC1"u8;

    public Dictionary<string, SectionRange> Sections { get; init; } = [];

    /// <summary>A hash of the directory, and so of all that is in the file: it holds those of the sections.</summary>
    [JsonIgnore]
    public string Stamp { get; init; } = "";

    /// <exception cref="InvalidDataException">The file is not a whole layer file of this version or the one before.</exception>
    public static LayerHeader Read(MappedFile file)
    {
        var magic = Magic.Length;
        if (file.Length < magic * 2 + 2 * sizeof(long))
            throw new InvalidDataException("Not a layer file.");
        var head = file.Section<byte>(0, magic).Span;
        if (!head.SequenceEqual(file.Section<byte>(file.Length - magic, magic).Span))
            throw new InvalidDataException("Not a whole layer file.");
        return head.SequenceEqual(Magic) ? Parse(Hashed(file, file.Length - magic - sizeof(ulong)))
            : head.SequenceEqual(PreviousMagic) ? Parse(Directory(file, file.Length - magic))
            : throw new InvalidDataException("Not a layer file of this version.");
    }

    private static ReadOnlySpan<byte> Hashed(MappedFile file, long end)
    {
        var json = Directory(file, end);
        return XxHash3.HashToUInt64(json) == BitConverter.ToUInt64(file.Section<byte>(end, sizeof(ulong)).Span) ? json
            : throw new InvalidDataException("The directory of a layer file is damaged.");
    }

    /// <summary>The directory whose length stands before <paramref name="end"/>.</summary>
    private static ReadOnlySpan<byte> Directory(MappedFile file, long end)
    {
        var length = BitConverter.ToInt64(file.Section<byte>(end - sizeof(long), sizeof(long)).Span);
        return length is > 0 and < int.MaxValue ? file.Section<byte>(end - sizeof(long) - length, length).Span
            : throw new InvalidDataException("A layer file without a directory.");
    }

    private static LayerHeader Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var header = JsonSerializer.Deserialize(json, LayerHeaderJson.Default.LayerHeader);
            return header is { Type.Count: >= 0 and <= int.MaxValue, Levels: not null, Sections: not null, Spatial: >= 0 }
                && header.Spatial <= header.Type.Count
                ? header with
                {
                    Type = Clean(header.Type),
                    Stamp = XxHash3.HashToUInt64(json).ToString("x16",
                    CultureInfo.InvariantCulture)
                }
                : throw new InvalidDataException("A layer file without a directory.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("The directory of a layer file is damaged.", fault);
        }
    }

    /// <summary>Files of the format before hold titles as the steward's file had them.</summary>
    private static FeatureType Clean(FeatureType type) => type with
    {
        Fields = [.. type.Fields.Select(field =>
            field with { Column = DocumentText.Clean(field.Column), Title = DocumentText.Clean(field.Title) })],
    };
}

[JsonSerializable(typeof(LayerHeader))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, NumberHandling =
    JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class LayerHeaderJson : JsonSerializerContext;
