using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Server.Catalogs;

/// <summary>The files of <c>styles</c> in the description folder: the only place styles are read from a path.</summary>
internal static class StyleFolder
{
    private const long LargestFile = 16 << 20;

    /// <exception cref="InvalidDataException">The index is wrong; the message is French.</exception>
    public static StyleLibrary Read(string ogcFolder)
    {
        var folder = Path.Combine(ogcFolder, "styles");
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];
        try
        {
            return new(files.Where(f => new FileInfo(f).Length <= LargestFile)
                .Select(f => KeyValuePair.Create(Path.GetFileName(f), File.ReadAllBytes(f))));
        }
        catch (StyleException fault)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }
}
