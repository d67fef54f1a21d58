using System.Reflection;

namespace SrceOgc.Rendering.Fonts;

/// <summary>
/// The faces at hand: DejaVu Sans, embedded at build time or else found where systems keep it. Any family a style
/// names is drawn with it; only bold and italic are told apart. Loaded when first asked for.
/// </summary>
public sealed class FontLibrary
{
    private static readonly string[] SystemFolders =
        ["/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu", "/usr/share/fonts/TTF"];

    private static readonly string[] Files =
    [
        "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf",
        "DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf", "DejaVuSansCondensed-Oblique.ttf",
    ];

    private const int Narrow = 4;

    private readonly Lazy<Font?>[] _faces = [.. Files.Select(file => new Lazy<Font?>(() => Load(file)))];

    /// <summary>No font was found: maps have no text, and the server says so when it starts.</summary>
    public bool IsEmpty => _faces[0].Value is null;

    /// <summary>For columns of text; as wide as others where there is none. Bold or italic, not both.</summary>
    public Font? FindNarrow(bool bold = false, bool italic = false) =>
        _faces[Narrow + (bold ? 1 : italic ? 2 : 0)].Value ?? Find(bold, italic && !bold);

    public Font? Find(bool bold = false, bool italic = false) =>
        _faces[(bold ? 1 : 0) + (italic ? 2 : 0)].Value ?? _faces[0].Value;

    private static Font? Load(string file) => Read(file) is { } bytes ? new Font(bytes, Path.GetFileNameWithoutExtension(file)) : null;

    private static byte[]? Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file);
        if (stream is not null)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        var path = SystemFolders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        return path is null ? null : File.ReadAllBytes(path);
    }
}
