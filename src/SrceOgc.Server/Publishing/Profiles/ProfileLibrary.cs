using System.Text.RegularExpressions;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Publishing.Profiles;

/// <summary>A layer of a profile, and the profile's title.</summary>
internal sealed record KnownLayer(string Profile, ProfileLayer Layer);

/// <summary>The profiles a server checks deliveries against.</summary>
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

    /// <summary>The layer whose pattern says most of the table's name.</summary>
    public KnownLayer? Find(string table) => profiles
        .SelectMany(profile => profile.Layers, (profile, layer) => (Known: new KnownLayer(profile.Title, layer), Length: Matching(layer.Match, table)))
        .Where(found => found.Length > 0)
        .OrderByDescending(found => found.Length)
        .FirstOrDefault().Known;

    public static bool Matches(IReadOnlyList<string> patterns, string table) => Matching(patterns, table) > 0;

    /// <summary>
    /// The letters of the longest pattern that matches, 0 for none. Names are taken as a standard writes them and as deliveries do:
    /// <c>N_SRCE_RESERVOIR_S_R32</c>, <c>n_srce_réservoir_s_000</c>.
    /// </summary>
    private static int Matching(IReadOnlyList<string> patterns, string table)
    {
        var name = Folded(table);
        var bare = RegionalSuffix().Replace(name, "");
        return patterns.Where(pattern => Glob.Matches(pattern, name) || Glob.Matches(pattern, bare)).Select(pattern => pattern.Count(c => c != '*')).DefaultIfEmpty(0).Max();
    }

    public static string Folded(string name) => NcName.Of(name).ToLowerInvariant();

    [GeneratedRegex("_(?:000|(?:fr)?r?\\d{2,3})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex RegionalSuffix();
}
