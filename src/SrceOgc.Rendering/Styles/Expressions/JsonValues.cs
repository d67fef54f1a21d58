using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Values as JSON and back.</summary>
internal static class JsonValues
{
    private const int DeepestNesting = 32;

    public static object? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write(object? value)
    {
        var result = new StringBuilder();
        Write(value, result, 0);
        return result.ToString();
    }

    private static object? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            case JsonValueKind.Number:
                return element.TryGetInt64(out var whole) ? whole : element.GetDouble();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Read).ToList();
            case JsonValueKind.Object:
                var map = MapFunctions.New();
                foreach (var property in element.EnumerateObject())
                    map[property.Name] = Read(property.Value);
                return map;
            default:
                return null;
        }
    }

    private static void Write(object? value, StringBuilder result, int depth)
    {
        if (depth > DeepestNesting)
            throw new EvaluationFailure();
        switch (value)
        {
            case List<object?> list:
                result.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    result.Append(i > 0 ? "," : "");
                    Write(list[i], result, depth + 1);
                }

                result.Append(']');
                break;
            case SortedDictionary<string, object?> map:
                result.Append('{');
                var separator = "";
                foreach (var (key, item) in map)
                {
                    result.Append(separator).Append(Quoted(key)).Append(':');
                    Write(item, result, depth + 1);
                    separator = ",";
                }

                result.Append('}');
                break;
            case long or double or bool:
                result.Append(ObjectValues.Text(value));
                break;
            default:
                result.Append(ObjectValues.Text(value) is { } text ? Quoted(text) : "null");
                break;
        }
    }

    private static string Quoted(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
            _ = c switch
            {
                '"' or '\\' => result.Append('\\').Append(c),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                < ' ' => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        return result.Append('"').ToString();
    }
}
