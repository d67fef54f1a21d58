using System.Security.Cryptography;
using System.Text;
using SrceOgc.Server.Configuration;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// A fingerprint of whatever answers are made of besides publications: this build, the settings, the files of the description folder.
/// Part of
/// every
/// tag, so that a client never takes what it kept from another server, or from before a change of these, for the answer of this one.
/// </summary>
/// <param name="Fingerprint">Of all of them.</param>
/// <param name="Changed">When the youngest of the files was written, in UTC and whole milliseconds.</param>
internal sealed record DocumentInputs(string Fingerprint, DateTime Changed)
{
    private const long LargestFile = 16 << 20;

    public static DocumentInputs Of(Settings settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var changed = File.GetLastWriteTimeUtc(typeof(DocumentInputs).Assembly.Location);
        hash.AppendData(typeof(DocumentInputs).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(Encoding.UTF8.GetBytes(settings.ToString()));
        foreach (var file in Files(settings.OgcFolder))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(settings.OgcFolder, file)));
            // A background of tiles may be large: it is told by its size and time.
            hash.AppendData(new FileInfo(file) is { Length: > LargestFile } large
                ? Encoding.UTF8.GetBytes($"{large.Length} {large.LastWriteTimeUtc.Ticks}") : File.ReadAllBytes(file));
            changed = new DateTime(Math.Max(changed.Ticks, File.GetLastWriteTimeUtc(file).Ticks), DateTimeKind.Utc);
        }

        return new(Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8)),
            changed.AddTicks(-(changed.Ticks % TimeSpan.TicksPerMillisecond)));
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [];
}
