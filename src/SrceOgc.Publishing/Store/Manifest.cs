using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Deliveries;

namespace SrceOgc.Publishing.Store;

/// <summary>The file a publication was built from, as it was seen: how an unchanged file is known at the next start.</summary>
public sealed record SourceFile(string Name, long Length, DateTime Modified, string Sha256);

/// <summary>A layer delivered alone: its public name, and the SHA-256 of the file it came in.</summary>
public sealed record ReplacedLayer(string Layer, string Sha256);

/// <summary>One layer of a publication: its built file and what the GeoPackage says of it.</summary>
public sealed record ManifestLayer(string Name, string File, string Table, string Title, string Description, GeoPackageSrs? Srs,
    IReadOnlyList<GeoPackageStyle> Styles)
{
    /// <summary>Which part of the layer this is, when it is not all of it: said after its title. Never kept.</summary>
    [JsonIgnore]
    public string Part { get; init; } = "";
}

/// <summary>The description of one built, immutable version of a dataset.</summary>
public sealed record Manifest(int Format, string Dataset, int Version, DateTime Published, SourceFile Source,
    IReadOnlyList<ManifestLayer> Layers)
{
    public string Author { get; init; } = "";

    public string Comment { get; init; } = "";

    /// <summary>The server that built it; empty when it was built before that was noted.</summary>
    public string BuiltBy { get; init; } = "";

    /// <summary>The only layer that was delivered; the others are those of the version before. Null when the whole file was.</summary>
    public ReplacedLayer? Replaces { get; init; }

    /// <summary>Delivered to be activated later, by somebody's decision.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Nobody delivered it: it was computed of other datasets, and goes when they do. Never among the versions of the
    /// store.</summary>
    [JsonIgnore]
    public bool IsDerived { get; init; }

    /// <summary>It is not what was written, and good only to build the version anew.</summary>
    [JsonIgnore]
    public bool IsDamaged { get; init; }

    /// <summary>
    /// Raised once by each change of what is built. Versions of the format before are served as they are until they are built anew from
    /// their delivered file (<see cref="OutdatedVersions"/>); there is one reader of that format, and none of older ones.
    /// 3: hashes of sections and of the manifest, styles beside it.
    /// </summary>
    public const int CurrentFormat = 3;

    /// <summary>The version of this server.</summary>
    public static string Builder { get; } = typeof(Manifest).Assembly.GetName().Version?.ToString(3) ?? "";

    private const int PreviousFormat = CurrentFormat - 1;

    public const string FileName = "manifeste.json";

    private const string Duplicate = "manifeste.double.json", StylesFile = "styles.json";

    /// <summary>Null when this server cannot read what was built.</summary>
    public static Manifest? Read(string folder) =>
        ReadAny(folder) is { Format: CurrentFormat or PreviousFormat, IsDamaged: false } manifest ? manifest : null;

    /// <summary>Without the styles, which only who shows the version needs: <see cref="WithStyles"/>.</summary>
    public static Manifest? ReadAny(string folder)
    {
        var hashes = FileHashes.Read(folder);
        Manifest? damaged = null;
        foreach (var name in new[] { FileName, Duplicate })
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
                continue;
            var json = File.ReadAllBytes(path);
            if (Parse(json) is not { } manifest)
                continue;
            if (manifest.Format < CurrentFormat || hashes.Are(FileName, json))
                return manifest;
            damaged ??= manifest with { IsDamaged = true };
        }

        return damaged;
    }

    /// <exception cref="InvalidDataException">The styles are not what was written.</exception>
    public Manifest WithStyles(string folder)
    {
        var path = Path.Combine(folder, StylesFile);
        if (Format < CurrentFormat || !File.Exists(path))
            return this;
        var json = File.ReadAllBytes(path);
        if (!FileHashes.Read(folder).Are(StylesFile, json)
            || JsonSerializer.Deserialize(json, ManifestJson.Default.DictionaryStringIReadOnlyListGeoPackageStyle) is not { } styles)
            throw new InvalidDataException("The styles of a version are damaged.");
        return this with { Layers = [.. Layers.Select(layer => layer with { Styles = styles.GetValueOrDefault(layer.Name, []) })] };
    }

    /// <summary>A manifest damaged on the disk is none: the server starts, and the dataset is built anew.</summary>
    private static Manifest? Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ManifestJson.Default.Manifest) is
            {
                Dataset: not null, Source: not null,
                Layers: not null
            } manifest
                && manifest.Layers.All(layer => layer is { Name: not null, File: not null, Table: not null }) ? Clean(manifest) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Versions of the format before hold texts as the steward's file had them.</summary>
    private static Manifest Clean(Manifest manifest) => manifest with
    {
        Layers = [.. manifest.Layers.Select(layer => layer with
        {
            Title = DocumentText.Clean(layer.Title ?? ""),
            Description = DocumentText.Clean(layer.Description ?? ""),
            Styles = [.. (layer.Styles ?? [])
                .Select(style => style with { Name = DocumentText.Clean(style.Name), Description =
                DocumentText.Clean(style.Description) })],
        })],
    };

    /// <summary>Twice, as it is what everything else is found by.</summary>
    public void Write(string folder)
    {
        var named = this with { Layers = [.. Layers.Select(layer => layer with { Styles = [] })] };
        var json = JsonSerializer.SerializeToUtf8Bytes(named, ManifestJson.Default.Manifest);
        var styles = Layers.Where(layer => layer.Styles.Count > 0).ToDictionary(layer => layer.Name, layer => layer.Styles);
        var texts = JsonSerializer.SerializeToUtf8Bytes(styles, ManifestJson.Default.DictionaryStringIReadOnlyListGeoPackageStyle);
        Write(folder, FileName, json);
        Write(folder, Duplicate, json);
        Write(folder, StylesFile, texts);
        Write(folder, FileHashes.FileName, FileHashes.List((FileName, json), (StylesFile, texts)));
    }

    private static void Write(string folder, string name, byte[] content)
    {
        using var stream = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }
}

[JsonSerializable(typeof(Dictionary<string, IReadOnlyList<GeoPackageStyle>>))]
[JsonSerializable(typeof(Manifest))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ManifestJson : JsonSerializerContext;
