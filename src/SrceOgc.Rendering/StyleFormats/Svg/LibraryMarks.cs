using System.Numerics;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Svg;

/// <summary>
/// Marks of our own for the drawings that QGIS ships (share/qgis/svg) and styles name by their file: of like shape, known by the words of
/// the file's name. The files themselves are never opened.
/// </summary>
internal static class LibraryMarks
{
    private static readonly (string Words, string Data)[] Drawn =
    [
        ("blue-marker red-marker waypoint point_of_interest survey_point",
            "M0 1 L-0.5 0 A0.62 0.62 0 1 1 0.5 0 Z M0.22 -0.38 A0.22 0.22 0 1 0 -0.22 -0.38 A0.22 0.22 0 1 0 0.22 -0.38 Z"),
        ("coniferous", "M0 -1 L0.42 -0.3 L0.22 -0.3 L0.6 0.3 L0.12 0.3 L0.12 1 L-0.12 1 L-0.12 0.3 L-0.6 0.3 L-0.22 -0.3 L-0.42 -0.3 Z"),
        ("tree deciduous scrub garden", "M-0.12 1 L-0.12 0.35 A0.66 0.66 0 1 1 0.12 0.35 L0.12 1 Z"),
        ("church christian worship place_of_worship",
            "M-0.08 -1 H0.08 V-0.84 H0.26 V-0.68 H0.08 V-0.35 L0.7 0.2 V1 H-0.7 V0.2 L-0.08 -0.35 V-0.68 H-0.26 V-0.84 H-0.08 Z"),
        ("house hut shelter alpinehut village estateagent estateagent2 school", "M0 -0.9 L0.95 0 H0.7 V0.85 H-0.7 V0 H-0.95 Z"),
        ("hotel hotel2 city_large city_medium city_small city_building town city bank bank2",
            "M-0.9 0.9 V-0.1 H-0.35 V-0.9 H0.35 V-0.4 H0.9 V0.9 Z"),
        ("castle ruin monument memorial tower prison", "M-0.8 1 V-0.9 H-0.45 V-0.6 H-0.18 V-0.9 H0.18 V-0.6 H0.45 V-0.9 H0.8 V1 Z"),
        ("flag golf", "M-0.6 1 V-1 L0.8 -0.5 L-0.42 -0.05 V1 Z"),
        ("fountain drinkingtap swimmer swimming water waterwheel",
            "M0 -1 C0.2 -0.5 0.65 -0.1 0.65 0.35 A0.65 0.65 0 0 1 -0.65 0.35 C-0.65 -0.1 -0.2 -0.5 0 -1 Z"),
        ("swamp grass",
            "M-1 0.35 H1 V0.55 H-1 Z M-0.08 0.35 V-0.8 H0.08 V0.35 Z M-0.45 0.35 L-0.7 -0.4 L-0.55 -0.45 L-0.3 0.35 Z M0.3 0.35 L0.55 "
                + "-0.45 L0.7 -0.4 L0.45 0.35 Z"),
        ("fish tackle", "M-1 -0.45 L-0.5 0 L-1 0.45 V-0.45 M-0.55 0 C-0.2 -0.6 0.6 -0.6 1 0 C0.6 0.6 -0.2 0.6 -0.55 0 Z"),
        ("peak hills mine cave", "M0 -0.85 L1 0.85 H-1 Z"),
        ("camping teepee caravan", "M0 -0.9 L1 0.9 H0.25 L0 0.2 L-0.25 0.9 H-1 Z"),
        ("boat sailing marina port ferry_terminal shipwreck wreck",
            "M-0.05 -1 V0.25 H-0.8 Z M0.1 -0.8 L0.8 0.25 H0.1 Z M-1 0.4 H1 L0.65 0.95 H-0.65 Z"),
        ("plane airport aerodrome airport2 aerodrome2",
            "M0 -1 L0.14 -0.7 V-0.2 L1 0.35 V0.5 L0.14 0.25 V0.7 L0.4 0.9 V1 H-0.4 V0.9 L-0.14 0.7 V0.25 L-1 0.5 V0.35 L-0.14 -0.2 V-0.7 "
                + "Z"),
        ("windmill windrose", "M0 -1 L0.2 -0.2 L1 0 L0.2 0.2 L0 1 L-0.2 0.2 L-1 0 L-0.2 -0.2 Z"),
        ("northarrow", "M0 -1 L0.6 1 L0 0.6 L-0.6 1 Z"),
    ];

    private static readonly (string Words, string Mark)[] Simple =
    [
        ("arrow", "arrow"), ("hospital pharmacy health doctors emergency", "cross_fill"), ("cross", "cross_fill"),
            ("star asterisk", "star"),
        ("tilted_square", "diamond"), ("octogon forbidden", "octagon"), ("triangle safety", "triangle"),
            ("square parking bus_stop station", "square"),
        ("square_rounded atm post_box telephone information", "rounded_square"), ("circle point", "circle"), ("security", "shield"),
            ("quary", "half_square"),
    ];

    private static readonly Dictionary<string, VectorPath> Paths = Read();

    /// <summary>The mark for a file of this name, whatever its folder; null when none is like it.</summary>
    public static VectorPath? Find(string path)
    {
        var file = path.Replace('\\', '/');
        var stem = file[(file.LastIndexOf('/') + 1)..].ToLowerInvariant();
        if (!stem.EndsWith(".svg", StringComparison.Ordinal))
            return null;
        stem = stem[..^4].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_');
        var name = stem.Replace('=', '_').Replace(',', '_');
        return Paths.Where(known => IsIn(known.Key, name)).OrderBy(known => known.Key.Length).LastOrDefault().Value;
    }

    /// <summary>Whole words only: "cross" is not in "crosswalk".</summary>
    private static bool IsIn(string words, string name) => $"_{name}_".Contains($"_{words}_", StringComparison.Ordinal);

    private static Dictionary<string, VectorPath> Read()
    {
        var result = new Dictionary<string, VectorPath>();
        foreach (var (words, data) in Drawn)
        {
            var path = new PathBuilder();
            new SvgPathData(data, path, Matrix3x2.Identity).Read();
            foreach (var word in words.Split(' '))
                result[word] = path.Build();
        }

        foreach (var (words, name) in Simple)
            foreach (var word in words.Split(' '))
                if (WellKnownMarks.TryFind(name, out var mark))
                    result.TryAdd(word, mark.Path);
        return result;
    }
}
