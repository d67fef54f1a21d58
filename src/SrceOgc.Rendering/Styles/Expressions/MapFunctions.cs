using System.Text.RegularExpressions;

namespace SrceOgc.Rendering.Styles.Expressions;

internal static class MapFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("map", "...", Make, TakesNull: true),
        new("map_get", "map key", (in Arguments a) => a.Map(0).GetValueOrDefault(a.Text(1))),
        new("map_exist", "map key", (in Arguments a) => a.Map(0).ContainsKey(a.Text(1))),
        new("map_delete", "map key", (in Arguments a) => Without(a.Map(0), a.Text(1))),
        new("map_insert", "map key value", (in Arguments a) => With(a.Map(0), a.Text(1), a.Value(2)), TakesNull: true),
        new("map_concat", "...", Concatenate),
        new("map_akeys", "map", (in Arguments a) => a.Map(0).Keys.Select(key => (object?)key).ToList()),
        new("map_avals", "map", (in Arguments a) => a.Map(0).Values.ToList()),
        new("map_prefix_keys", "map prefix", (in Arguments a) => Prefixed(a.Map(0), a.Text(1))),
        new("map_to_hstore", "map", (in Arguments a) => Hstore(a.Map(0))),
        new("hstore_to_map", "string", (in Arguments a) => FromHstore(a.Text(0))),
        new("map_to_html_table", "map", (in Arguments a) => HtmlTable(a.Map(0))),
        new("map_to_html_dl", "map", (in Arguments a) => HtmlList(a.Map(0))),
        new("url_encode", "map", (in Arguments a) => Url(a.Map(0))),
        new("to_json", "value", (in Arguments a) => a.Value(0) is string ? "" : JsonValues.Write(a.Value(0)), TakesNull: true),
        new("from_json", "value", (in Arguments a) => JsonValues.Read(a.Text(0))),
    ];

    public static SortedDictionary<string, object?> New() => new(StringComparer.Ordinal);

    private static object? Make(in Arguments arguments)
    {
        var result = New();
        for (var i = 0; i + 1 < arguments.Count; i += 2)
            result[arguments.Text(i)] = arguments.Value(i + 1);
        return result;
    }

    private static SortedDictionary<string, object?> Copy(SortedDictionary<string, object?> map) => new(map, StringComparer.Ordinal);

    private static SortedDictionary<string, object?> Without(SortedDictionary<string, object?> map, string key)
    {
        var result = Copy(map);
        result.Remove(key);
        return result;
    }

    private static SortedDictionary<string, object?> With(SortedDictionary<string, object?> map, string key, object? value)
    {
        var result = Copy(map);
        result[key] = value;
        return result;
    }

    private static object? Concatenate(in Arguments arguments)
    {
        var result = New();
        for (var i = 0; i < arguments.Count; i++)
            foreach (var (key, value) in arguments.Map(i))
                result[key] = value;
        return result;
    }

    private static SortedDictionary<string, object?> Prefixed(SortedDictionary<string, object?> map, string prefix)
    {
        var result = New();
        foreach (var (key, value) in map)
            result[prefix + key] = value;
        return result;
    }

    private static string Hstore(SortedDictionary<string, object?> map) =>
        string.Join(",", map.Select(entry =>
            $"{Quoted(entry.Key)}=>{(entry.Value is null ? "NULL" : Quoted(ObjectValues.Text(entry.Value) ?? ""))}"));

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static SortedDictionary<string, object?> FromHstore(string text)
    {
        var result = New();
        var pattern = new Regex("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\"=,\\s]+)\\s*=>\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\",\\s]+)\\s*(?:,|$)",
            RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(50));
        foreach (Match match in pattern.Matches(text))
            result[Unquoted(match.Groups[1].Value)] = match.Groups[2].Value.Equals("NULL", StringComparison.OrdinalIgnoreCase) ? null
                : Unquoted(match.Groups[2].Value);
        return result;
    }

    private static string Unquoted(string text) =>
        text.StartsWith('"') ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\",
            StringComparison.Ordinal) : text;

    private static string HtmlTable(SortedDictionary<string, object?> map)
    {
        var heads = string.Concat(map.Keys.Select(key => $"<th>{Escaped(key)}</th>"));
        var cells = string.Concat(map.Values.Select(value => $"<td>{Escaped(ObjectValues.Text(value) ?? "")}</td>"));
        return "\n  <table>\n    <thead>\n      <tr>" + heads + "</tr>\n    </thead>\n    <tbody>\n      <tr>" + cells
            + "</tr>\n    </tbody>\n  </table>";
    }

    private static string HtmlList(SortedDictionary<string, object?> map)
    {
        var items = map.Select(entry => $"<dt>{Escaped(entry.Key)}</dt><dd>{Escaped(ObjectValues.Text(entry.Value) ?? "")}</dd>");
        return "\n  <dl>\n    " + string.Concat(items) + "\n  </dl>";
    }

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Url(SortedDictionary<string, object?> map) =>
        string.Join("&", map.Select(entry => $"{Escape(entry.Key)}={Escape(ObjectValues.Text(entry.Value) ?? "")}"));

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2B", "+", StringComparison.Ordinal);
}
