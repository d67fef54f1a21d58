using System.Text;

namespace SrceOgc.Features.Texts;

/// <summary>
/// ASCII NCNames for whatever a steward called a table or a column: accents fall, anything else becomes an underscore.
/// No dot and no hyphen either: QGIS cannot address collections whose name has a dot.
/// </summary>
public static class NcName
{
    private const int Longest = 63;

    private const string Accented = "ÀÁÂÃÄÅàáâãäåÇçÈÉÊËèéêëÌÍÎÏìíîïÑñÒÓÔÕÖòóôõöÙÚÛÜùúûüÝýÿŸ";
    private const string Plain = "AAAAAAaaaaaaCcEEEEeeeeIIIIiiiiNnOOOOOoooooUUUUuuuuYyyY";

    public static string Of(string text)
    {
        var name = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormC))
            Append(name, c);
        var trimmed = name.ToString().Trim('_');
        if (trimmed.Length > Longest)
            trimmed = trimmed[..Longest].TrimEnd('_');
        if (trimmed.Length == 0)
            return "sans_nom";
        return char.IsAsciiLetter(trimmed[0]) ? trimmed : "_" + trimmed;
    }

    /// <summary>The name, or the name with the first number that makes it free in <paramref name="taken"/> (compared without case); adds
    /// it.</summary>
    public static string Unique(string text, HashSet<string> taken)
    {
        var name = Of(text);
        var candidate = name;
        for (var n = 2; !taken.Add(candidate); n++)
            candidate = $"{name}_{n}";
        return candidate;
    }

    /// <summary>Names for all of these: whoever's name is valid as it is keeps it, wherever it stands; the others take what is left, in
    /// order.</summary>
    public static string[] UniqueOf(IReadOnlyList<string> texts, HashSet<string> taken)
    {
        var names = new string[texts.Count];
        for (var i = 0; i < texts.Count; i++)
            if (Of(texts[i]) == texts[i] && taken.Add(texts[i]))
                names[i] = texts[i];
        for (var i = 0; i < texts.Count; i++)
            names[i] ??= Unique(texts[i], taken);
        return names;
    }

    private static void Append(StringBuilder name, char c)
    {
        var place = Accented.IndexOf(c);
        if (place >= 0)
            name.Append(Plain[place]);
        else if (c is 'œ' or 'Œ' or 'æ' or 'Æ')
            name.Append(c switch { 'œ' => "oe", 'Œ' => "OE", 'æ' => "ae", _ => "AE" });
        else if (char.IsAsciiLetterOrDigit(c))
            name.Append(c);
        else if (name.Length > 0 && name[^1] != '_')
            name.Append('_');
    }
}
