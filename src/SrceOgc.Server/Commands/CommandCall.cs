using System.Globalization;

namespace SrceOgc.Server.Commands;

/// <summary>A command as it was called: its arguments in order, and its options.</summary>
internal sealed class CommandCall
{
    private readonly Command _command;
    private readonly List<string> _arguments = [];
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    /// <exception cref="UsageException">An unknown option, a value too few, an argument too many.</exception>
    public CommandCall(Command command, ReadOnlySpan<string> given)
    {
        _command = command;
        for (var i = 0; i < given.Length; i++)
            if (given[i].StartsWith("--", StringComparison.Ordinal))
                i += Take(given[i], i + 1 < given.Length ? given[i + 1] : null);
            else
                _arguments.Add(given[i]);
        if (_arguments.Count < command.Least || _arguments.Count > command.Most)
            throw new UsageException($"{command.Name} attend : {(command.Arguments.Length > 0 ? command.Arguments : "aucun argument")}.");
    }

    public IReadOnlyList<string> Arguments => _arguments;

    public string? this[string option] => _options.GetValueOrDefault(option);

    public bool Has(string option) => _options.ContainsKey(option);

    /// <exception cref="UsageException">Not a whole number above zero.</exception>
    public static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : throw new UsageException($"{name} : « {text} » n'est pas un nombre entier.");

    /// <summary>How many of the following words the option took.</summary>
    private int Take(string word, string? next)
    {
        var (name, value) = word.IndexOf('=') is >= 0 and var equals ? (word[2..equals], word[(equals + 1)..]) : (word[2..], null);
        var option = _command.Options.FirstOrDefault(o => o.Name == name)
            ?? throw new UsageException($"--{name} : option inconnue de « {_command.Name} ».");
        if (option.Value.Length == 0 && value is not null)
            throw new UsageException($"--{name} ne prend pas de valeur.");
        _options[name] = option.Value.Length == 0 ? "" : value ?? next ?? throw new UsageException($"--{name} : la valeur manque.");
        return option.Value.Length > 0 && value is null ? 1 : 0;
    }
}
