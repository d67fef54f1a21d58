using System.Text.RegularExpressions;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Publishing.Profiles;

/// <summary>A layer of a profile, and the profile's title.</summary>
internal sealed record KnownLayer(string Profile, ProfileLayer Layer);

/// <summary>The profiles a server checks deliveries against, in the order of their files: the first layer that matches a table is its.</summary>
internal sealed partial class ProfileLibrary(IReadOnlyList<Profile> profiles)
{
    public const string Folder = "profils";

    public static readonly ProfileLibrary None = new([]);

    /// <summary>The files of <c>profils</c> in the drop folder, none when there is no such folder.</summary>
    /// <exception cref="InvalidDataException">A file is wrong; the message is French and says where.</exception>
    public static ProfileLibrary Read(string gpkgFolder)
    {
        var folder = Path.Combine(gpkgFolder, Folder);
        return Directory.Exists(folder) ? new([.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Profile.Read)]) : None;
    }

    public KnownLayer? Find(string table)
    {
        foreach (var profile in profiles)
            foreach (var layer in profile.Layers)
                if (Matches(layer.Match, table))
                    return new(profile.Title, layer);
        return null;
    }

    /// <summary>Names as a standard writes them and as deliveries do: <c>N_SRCE_RESERVOIR_S_R32</c>, <c>n_srce_réservoir_s_000</c>.</summary>
    public static bool Matches(IReadOnlyList<string> patterns, string table)
    {
        var name = Folded(table);
        var bare = RegionalSuffix().Replace(name, "");
        return patterns.Any(pattern => Glob.Matches(pattern, name) || Glob.Matches(pattern, bare));
    }

    public static string Folded(string name) => NcName.Of(name).ToLowerInvariant();

    [GeneratedRegex("_(?:000|(?:fr)?r?\\d{2,3})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex RegionalSuffix();
}
