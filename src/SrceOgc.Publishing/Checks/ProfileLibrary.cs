using System.Text.Json;
using System.Text.RegularExpressions;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>A layer of a profile, and the profile's title.</summary>
public sealed record KnownLayer(string Profile, ProfileLayer Layer);

/// <summary>The profiles a server checks deliveries against.</summary>
public sealed partial class ProfileLibrary(IReadOnlyList<Profile> profiles, IReadOnlyList<Text> faults)
{
    public const string Folder = "profils";

    public static readonly ProfileLibrary None = new([], []);

    /// <summary>What could not be read: deliveries are not checked against it, and somebody should know.</summary>
    public IReadOnlyList<Text> Faults => faults;

    /// <summary>The files of <c>profils</c> in the drop folder. An empty folder says that none are wanted; a missing one is a
    /// fault.</summary>
    public static ProfileLibrary Read(string gpkgFolder)
    {
        var folder = Path.Combine(gpkgFolder, Folder);
        if (!Directory.Exists(folder))
            return new([], [new(
                $"Le dossier « {Folder} » manque au dossier de dépôt : les livraisons ne sont comparées à aucun standard de données. "
                    + $"Copiez-y celui qui est fourni avec le serveur, ou créez-le vide, et redémarrez.",
                $"The folder '{Folder}' is missing from the drop folder: deliveries are held against no data standard. Copy there the "
                    + $"one that comes with the server, or make an empty one, and restart.")]);
        var (profiles, faults) = (new List<Profile>(), new List<Text>());
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            try
            {
                profiles.Add(Profile.Read(path));
            }
            catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
            {
                faults.Add(Ignored(Path.GetFileName(path), fault));
            }

        return new(profiles, faults);
    }

    private static Text Ignored(string file, Exception fault) => fault is JsonException { LineNumber: var line }
        ? new($"Profil « {file} » ignoré, ligne {line + 1 ?? 1} : {fault.Message}",
            $"Profile '{file}' ignored, line {line + 1 ?? 1}: {fault.Message}")
        : new($"Profil « {file} » ignoré : le serveur ne peut pas le lire.", $"Profile '{file}' ignored: the server cannot read it.");

    /// <summary>The layer whose pattern says most of the table's name.</summary>
    public KnownLayer? Find(string table) => profiles
        .SelectMany(profile => profile.Layers, (profile, layer) =>
            (Layer: new KnownLayer(profile.Title, layer), Length: Matching(layer.Match, table)))
        .Where(found => found.Length > 0)
        .OrderByDescending(found => found.Length)
        .FirstOrDefault().Layer;

    public static bool Matches(IReadOnlyList<string> patterns, string table) => Matching(patterns, table) > 0;

    /// <summary>
    /// The letters of the longest pattern that matches, 0 for none. Names are taken as a standard writes them and as deliveries do:
    /// <c>N_SRCE_RESERVOIR_S_R32</c>, <c>n_srce_réservoir_s_000</c>.
    /// </summary>
    private static int Matching(IReadOnlyList<string> patterns, string table)
    {
        var name = Folded(table);
        var bare = RegionalSuffix().Replace(name, "");
        return patterns.Where(pattern => Glob.Matches(pattern, name) || Glob.Matches(pattern, bare))
            .Select(pattern => pattern.Count(c => c != '*')).DefaultIfEmpty(0).Max();
    }

    public static string Folded(string name) => NcName.Of(name).ToLowerInvariant();

    [GeneratedRegex("_(?:000|(?:fr)?r?\\d{2,3})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex RegionalSuffix();
}
