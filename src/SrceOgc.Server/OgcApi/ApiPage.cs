using System.Text;
using System.Text.Json;

namespace SrceOgc.Server.OgcApi;

/// <summary>An OpenAPI document for people: each path, and the parameters it takes.</summary>
internal static class ApiPage
{
    public static void Append(StringBuilder html, JsonElement document, string root)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            AppendPath(html, document, root, path);
    }

    private static void AppendPath(StringBuilder html, JsonElement document, string root, JsonProperty path)
    {
        var get = path.Value.GetProperty("get");
        html.Append($"<details><summary>GET <code>{HtmlText.Encode(path.Name)}</code> "
            + $"{HtmlText.Encode(get.GetProperty("summary").GetString()!)}</summary>");
        if (!path.Name.Contains('{'))
            html.Append($"<p><a href=\"{HtmlText.Encode(root + path.Name)}\">{HtmlText.Encode(root + path.Name)}</a></p>");
        html.Append("<div class=\"tableau\"><table>");
        foreach (var parameter in get.GetProperty("parameters").EnumerateArray())
            AppendParameter(html, parameter.TryGetProperty("$ref", out var reference)
                ? Resolve(document, reference.GetString()!) : parameter);
        html.Append("</table></div></details>");
    }

    private static void AppendParameter(StringBuilder html, JsonElement parameter)
    {
        var schema = parameter.GetProperty("schema");
        html.Append($"<tr><th scope=\"row\"><code>{HtmlText.Encode(parameter.GetProperty("name").GetString()!)}</code></th>"
            + $"<td>{HtmlText.Encode(schema.GetProperty("type").GetString()!)}</td>");
        html.Append($"<td>{HtmlText.Encode(parameter.GetProperty("description").GetString()!)}{Range(schema)}</td></tr>");
    }

    private static string Range(JsonElement schema)
    {
        var range = new StringBuilder();
        foreach (var name in new[] { "minimum", "maximum", "default" })
            if (schema.TryGetProperty(name, out var value))
                range.Append($"; {name} {HtmlText.Encode(value.ToString())}");
        return range.ToString();
    }

    private static JsonElement Resolve(JsonElement document, string reference)
    {
        foreach (var step in reference.TrimStart('#', '/').Split('/'))
            document = document.GetProperty(step);
        return document;
    }
}
