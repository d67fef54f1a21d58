using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>The system query options of a request, with or without their dollar sign (OData 4.01, part 2, 5.1).</summary>
internal sealed class ODataOptions
{
    private static readonly string[] Names =
        ["$filter", "$search", "$apply", "$compute", "$select", "$orderby", "$top", "$skip", "$skiptoken", "$count", "$format"];

    private static readonly string[] Unsupported =
        ["$expand", "$index", "$levels", "$deltatoken", "$schemaversion", "$batch", "$root"];

    private readonly Parameters _parameters;

    public ODataOptions(Parameters parameters)
    {
        _parameters = parameters;
        foreach (var name in parameters.All.Keys)
            Check(name);
    }

    public string? Filter => Text("$filter");

    public string? Search => Text("$search");

    public string? Apply => Text("$apply");

    public string? Compute => Text("$compute");

    public string? OrderBy => Text("$orderby");

    public string? Format => Text("$format");

    public long? Top => Whole("$top");

    public long Skip => Whole("$skip") ?? 0;

    /// <summary>How many entities the pages before this one have given.</summary>
    public long Given => Whole("$skiptoken") ?? 0;

    /// <summary>Null: everything that is not asked for by name only.</summary>
    public string[]? Select => Text("$select") is { } text && text != "*" ? text.Split(',', StringSplitOptions.TrimEntries) : null;

    public bool Count => Text("$count")?.ToLowerInvariant() switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw ServiceException.Invalid("$count", other, "true ou false", "true or false"),
    };

    /// <summary>What a link to another page repeats: options that were understood, and nothing a client made up.</summary>
    public IEnumerable<(string Name, string Value)> Repeated() =>
        from name in Names
        where name != "$skiptoken"
        let value = Text(name)
        where value is not null
        select (name, value);

    private static void Check(string name)
    {
        if (Unsupported.Contains(name, StringComparer.OrdinalIgnoreCase) || name.Equals("expand", StringComparison.OrdinalIgnoreCase))
            throw new ServiceException("NotImplemented", name, new(
                $"L'option {ServiceException.Shortened(name)} n'est pas prise en "
                    + $"charge{(IsOfRelations(name) ? " : les couches n'ont pas de relations entre elles" : "")}.",
                $"Option {ServiceException.Shortened(name)} is not "
                    + $"supported{(IsOfRelations(name) ? ": layers have no relations between them" : "")}."), 501);
        if (name.StartsWith('$') && !Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw ServiceException.Invalid(name, name, string.Join(", ", Names), string.Join(", ", Names));
    }

    private static bool IsOfRelations(string name) => name.TrimStart('$').ToLowerInvariant() is "expand" or "levels";

    private string? Text(string name) =>
        _parameters.Optional(name)?.Trim() is { Length: > 0 } text ? text : name[0] == '$'
            && _parameters.Optional(name[1..])?.Trim() is { Length: > 0 } bare ? bare : null;

    private long? Whole(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ServiceException.Invalid(name, text, "un entier positif ou nul", "a whole number");
    }
}
