using System.Text;
using System.Text.Json;
using NetTopologySuite.Algorithm.Distance;
using NetTopologySuite.Geometries;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.Styles.Expressions;

/// <summary>
/// Expressions against what QGIS 3.40 answered (tests/fidelity/expressions/pairs.tsv, recorded by record.py), and every function it has
/// against the table published in ogc/fidelite-expressions.md. EXPRESSIONS_BLESS=1 writes the table anew.
/// </summary>
public sealed class RecordedExpressionTests
{
    private const string Table = "ogc/fidelite-expressions.md";
    private static readonly RecordedLayer Layer = new();
    private static readonly LayerForm Form = QmlForm.Read(StyleXml.Load(File.ReadAllText(Path.Combine(Folder, "form.qml"))),
        new QmlContext(Layer.Type, new StyleLosses()));

    /// <summary>Expressions whose answers differ from QGIS's, and why; the table says so of their functions.</summary>
    private static readonly Dictionary<string, string> Different = File.ReadAllLines(Path.Combine(Folder, "differences.tsv"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1]);

    private static string Folder => Path.Combine(RepositoryFiles.Root, "tests/fidelity/expressions");

    private static IEnumerable<(int Place, string Text, string Answer)> Pairs() =>
        File.ReadAllLines(Path.Combine(Folder, "pairs.tsv")).Select(line => line.Split('\t'))
            .Select(parts => (int.Parse(parts[0]), parts[1], parts[2]));

    [Fact]
    public void Values_are_those_of_QGIS()
    {
        var wrong = new StringBuilder();
        var faults = new HashSet<string>();
        foreach (var (place, text, answer) in Pairs())
        {
            if (Verdict(place, text, answer) is not { } fault)
                continue;
            faults.Add(text);
            if (!Different.ContainsKey(text))
                wrong.Append($"{place} {text} -> {answer} : {fault}\n");
        }

        foreach (var text in Different.Keys.Where(text => !faults.Contains(text)))
            wrong.Append($"{text} : the same by now, to be taken out of differences.tsv\n");
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void Nine_functions_of_ten_are_known_and_the_page_says_which()
    {
        var functions = File.ReadAllLines(Path.Combine(Folder, "functions.tsv")).Where(line => line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(parts => (Name: parts[0], Group: parts[1])).ToList();
        var elsewhere = new HashSet<string>(File.ReadAllLines(Path.Combine(Folder, "elsewhere.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'));
        var own = functions.Where(function => !elsewhere.Contains(function.Name)).ToList();
        var missing = own.Where(function => State(function.Name) == "inconnue").Select(function => function.Name).ToList();
        var path = Path.Combine(RepositoryFiles.Root, Table);
        var written = Write(functions, elsewhere, own.Count, missing.Count);
        if (Environment.GetEnvironmentVariable("EXPRESSIONS_BLESS") == "1")
            File.WriteAllText(path, written);
        Assert.Equal(File.ReadAllText(path), written);
        Assert.True(missing.Count * 10 <= own.Count, $"{missing.Count} of {own.Count}: {string.Join(", ", missing)}");
    }

    private static string Write(List<(string Name, string Group)> functions, HashSet<string> elsewhere, int own, int missing)
    {
        var result = new StringBuilder($"""
            # Fonctions des expressions de QGIS

            Les {functions.Count} fonctions de QGIS 3.40, telles qu'il les donne lui-même. {own} ne demandent ni autre couche,
            ni fichier, ni écran : le serveur en évalue {own - missing}. « fidèle » : les valeurs sont celles que QGIS a données
            aux expressions de
            `tests/fidelity/expressions` ; « voisine » : elles en diffèrent un peu, comme dit ; « connue » : évaluée, sans valeur à
            comparer ; « inconnue » et « ailleurs » (autre couche, fichier, écran) : l'expression n'est pas lue, et
            le rapport de publication le dit.
            `now()` est la même dans toute une requête ; `rand` et `uuid` d'un objet aussi, partout où la même expression les demande.
            L'image n'est alors jamais gardée. Les agrégats portent sur la couche elle-même.
            Cette table est refaite par les tests (`EXPRESSIONS_BLESS=1`), les valeurs par `tests/fidelity/expressions/record.py`.

            | fonction | groupe | état | note |
            |---|---|---|---|

            """);
        foreach (var (name, group) in functions)
            result.Append($"| `{name}` | {group} | {(elsewhere.Contains(name) ? "ailleurs" : State(name))} | {Note(name)} |\n");
        return result.ToString();
    }

    private static string State(string name)
    {
        if (!IsKnown(name))
            return "inconnue";
        var texts = Pairs().Where(pair => Uses(pair.Text, name)).ToList();
        return texts.Count == 0 ? "connue" : texts.Exists(pair => Different.ContainsKey(pair.Text)) ? "voisine" : "fidèle";
    }

    private static string Note(string name) =>
        string.Join(" ; ", Different.Where(entry => Uses(entry.Key, name)).Select(entry => entry.Value).Distinct());

    private static bool IsKnown(string name)
    {
        if (name.StartsWith('$'))
            return Reads(name.EndsWith("_at", StringComparison.Ordinal) ? $"{name}(0)" : name);
        return FunctionCatalog.Names.Contains(name, StringComparer.OrdinalIgnoreCase);

        static bool Reads(string text)
        {
            try
            {
                ExpressionParser.Parse(text, Layer.Type, new StyleLosses());
                return true;
            }
            catch (ExpressionException)
            {
                return false;
            }
        }
    }

    private static bool Uses(string text, string name) => name.StartsWith('$')
        ? System.Text.RegularExpressions.Regex.IsMatch(text, System.Text.RegularExpressions.Regex.Escape(name) + @"\b")
        : System.Text.RegularExpressions.Regex.IsMatch(text, $@"(?<![\w$]){System.Text.RegularExpressions.Regex.Escape(name)}\(",
            System.Text.RegularExpressions.RegexOptions.IgnoreCase);

    /// <summary>Null when the answer is the recorded one.</summary>
    private static string? Verdict(int place, string text, string answer)
    {
        using var document = JsonDocument.Parse(answer);
        try
        {
            var losses = new StyleLosses { LayerNames = ["couche"] };
            var context = new EvaluationContext(RecordedLayer.On(place), new MapScale(1, 1, 96)) { Source = Layer, Form = Form };
            var expression = ExpressionParser.Parse(text, Layer.Type, losses);
            var value = expression is ObjectExpression || expression.IsObject
                ? Objectively(expression, context) : ObjectValues.Of(expression.Evaluate(context));
            return IsSame(value, document.RootElement) ? null : $"{Shown(value)}";
        }
        catch (ExpressionException failure)
        {
            return failure.Message;
        }
    }

    private static object? Objectively(StyleExpression expression, EvaluationContext context)
    {
        try
        {
            return expression.ObjectOf(context);
        }
        catch (EvaluationFailure)
        {
            return null;
        }
    }

    private static string Shown(object? value) => value switch
    {
        Geometry geometry => ShapeText.Write(geometry, 4),
        Interval interval => $"{interval.Seconds} s",
        null => "NULL",
        _ => JsonValues.Write(value),
    };

    private static bool IsSame(object? value, JsonElement answer)
    {
        switch (answer.ValueKind)
        {
            case JsonValueKind.Null:
                return value is null or Geometry { IsEmpty: true };
            case JsonValueKind.True or JsonValueKind.False:
                return ObjectValues.Truth(value) == answer.GetBoolean();
            case JsonValueKind.Number:
                return value switch
                {
                    bool boolean => (boolean ? 1 : 0) == answer.GetDouble(),
                    long or double => Math.Abs(Convert.ToDouble(value) - answer.GetDouble()) <= 1e-6 * Math.Max(1,
                        Math.Abs(answer.GetDouble())),
                    _ => false,
                };
            case JsonValueKind.String:
                return ObjectValues.Text(value) == answer.GetString();
            case JsonValueKind.Array:
                return value is List<object?> list && list.Count == answer.GetArrayLength() && list.Zip(answer.EnumerateArray())
                    .All(pair => IsSame(pair.First, pair.Second));
            default:
                return IsSameObject(value, answer);
        }
    }

    private static bool IsSameObject(object? value, JsonElement answer)
    {
        if (answer.TryGetProperty("wkt", out var wkt))
            return value is Geometry geometry && IsSame(geometry, wkt.GetString()!);
        if (answer.TryGetProperty("seconds", out var seconds))
            return value is Interval interval && Math.Abs(interval.Seconds - seconds.GetDouble()) < 1e-3;
        if (answer.TryGetProperty("base64", out var bytes))
            return value is byte[] held && Convert.ToBase64String(held) == bytes.GetString();
        return value is SortedDictionary<string, object?> map
            && answer.EnumerateObject().All(property => map.TryGetValue(property.Name, out var item) && IsSame(item, property.Value));
    }

    /// <summary>The same kind, and nowhere further apart than a hundredth of its size; where its vertices begin and which way it turns is
    /// free.</summary>
    private static bool IsSame(Geometry geometry, string wkt)
    {
        var expected = new NetTopologySuite.IO.WKTReader().Read(wkt.Replace("Triangle", "Polygon", StringComparison.Ordinal));
        if (expected.IsEmpty || geometry.IsEmpty)
            return expected.IsEmpty == geometry.IsEmpty;
        var size = Math.Max(expected.EnvelopeInternal.Diameter, 1e-3);
        return expected.Dimension == geometry.Dimension
            && DiscreteHausdorffDistance.Distance(expected, geometry) <= 0.01 * size
                && Math.Abs(expected.Area - geometry.Area) <= 0.01 * Math.Max(expected.Area, 1e-6)
            && Math.Abs(expected.Length - geometry.Length) <= 0.01 * Math.Max(expected.Length, 1e-6);
    }
}
