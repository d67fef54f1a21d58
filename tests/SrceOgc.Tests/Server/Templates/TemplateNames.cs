using System.Text.RegularExpressions;

namespace SrceOgc.Tests.Server.Templates;

/// <summary>What a template asks its model for, read in its text: names, and members of the things it goes through.</summary>
internal static partial class TemplateNames
{
    public static IReadOnlyList<string> Of(string template)
    {
        var loops = Loop().Matches(template).Select(match => match.Groups[1].Value).ToHashSet();
        return [.. Name().Matches(template).Select(match => match.Groups[1].Value).Concat(Loop().Matches(template)
            .Select(match => match.Groups[2].Value))
            .Where(name => !loops.Contains(name.Split('.')[0]) && name is not ("language" or "content"))
            .Select(name => name.Split('.')[0]).Distinct()];
    }

    /// <summary>A list of things with hostile members where the template goes through it, else a hostile text.</summary>
    public static object Hostile(string template, string name, string text) => Members(template, name) switch
    {
        null => text,
        [] => new[] { text },
        var members => new[] { members.ToDictionary(member => member, member => Hostile(template, member, text)) },
    };

    private static string[]? Members(string template, string list)
    {
        var loop = Loop().Matches(template).FirstOrDefault(match => match.Groups[2].Value.Split('.')[^1] == list);
        if (loop is null)
            return null;
        var item = loop.Groups[1].Value;
        return [.. Regex.Matches(template, $@"\b{item}\.(\w+)").Select(match => match.Groups[1].Value).Distinct()];
    }

    [GeneratedRegex(@"\{\{-?\s*([A-Za-z_][\w.]*)")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{%-?\s*for\s+(\w+)\s+in\s+([\w.]+)")]
    private static partial Regex Loop();
}
