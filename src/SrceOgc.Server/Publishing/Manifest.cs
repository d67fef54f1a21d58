using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Server.Publishing;

/// <summary>The file a publication was built from, as it was seen: how an unchanged file is known at the next start.</summary>
internal sealed record SourceFile(string Name, long Length, DateTime Modified, string Sha256);

/// <summary>One layer of a publication: its built file and what the GeoPackage says of it.</summary>
internal sealed record ManifestLayer(string Name, string File, string Table, string Title, string Description, GeoPackageSrs? Srs, IReadOnlyList<GeoPackageStyle> Styles)
{
    /// <summary>Which part of the layer this is, when it is not all of it: said after its title. Never kept.</summary>
    [JsonIgnore]
    public string Part { get; init; } = "";
}

/// <summary>The description of one built, immutable version of a dataset.</summary>
internal sealed record Manifest(int Format, string Dataset, int Version, DateTime Published, SourceFile Source, IReadOnlyList<ManifestLayer> Layers)
{
    public string Author { get; init; } = "";

    public string Comment { get; init; } = "";

    /// <summary>Delivered to be activated later, by somebody's decision.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Raised whenever what is built changes: older publications are then built anew from their source (<see cref="OutdatedVersions"/>).</summary>
    public const int CurrentFormat = 2;

    public const string FileName = "manifeste.json";

    /// <summary>Null when this server cannot read what was built.</summary>
    public static Manifest? Read(string folder) => ReadAny(folder) is { Format: CurrentFormat } manifest ? manifest : null;

    public static Manifest? ReadAny(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Parse(File.ReadAllBytes(path)) : null;
    }

    /// <summary>A manifest damaged on the disk is none: the server starts, and the dataset is built anew.</summary>
    private static Manifest? Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ManifestJson.Default.Manifest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(string folder)
    {
        using var stream = new FileStream(Path.Combine(folder, FileName), FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(stream, this, ManifestJson.Default.Manifest);
        stream.Flush(flushToDisk: true);
    }
}

[JsonSerializable(typeof(Manifest))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ManifestJson : JsonSerializerContext;
