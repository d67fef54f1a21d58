namespace SrceOgc.Server.Configuration;

/// <summary>Settings that cannot be used; the message lists every fault at once, in French.</summary>
internal sealed class SettingsException(string message) : Exception(message);

/// <summary>Reads appsettings.json of the working folder, then SRCEOGC_* variables, then the command line; the later wins.</summary>
internal static class SettingsReader
{
    private const string Prefix = "SRCEOGC_";

    /// <exception cref="SettingsException">Unknown or wrong settings.</exception>
    public static Settings Read(string[] arguments)
    {
        var faults = new List<string>();
        var given = Given(arguments, faults);
        foreach (var (old, current) in SettingsTable.Renamed)
            if (given.Remove(old, out var value))
                given.TryAdd(current, value);
        var settings = new Settings();
        foreach (var row in SettingsTable.Rows)
        {
            given.Remove(row.Key, out var value);
            if (!row.TryApply(settings, value ?? row.Default))
                faults.Add($"--{row.Key} : « {value} » ne convient pas ; attendu : {row.Range}.");
        }

        foreach (var unknown in given.Keys)
            faults.Add($"--{unknown} : réglage inconnu.");
        if (settings.GpkgFolder.Length > 0 && !Directory.Exists(settings.GpkgFolder))
            faults.Add($"--gpkg : le dossier « {settings.GpkgFolder} » n'existe pas.");
        if (settings.OgcFolder.Length > 0 && !Directory.Exists(settings.OgcFolder))
            faults.Add($"--ogc : le dossier « {settings.OgcFolder} » n'existe pas.");
        return faults.Count == 0 ? settings : throw new SettingsException(string.Join(Environment.NewLine, faults));
    }

    private static Dictionary<string, string> Given(string[] arguments, List<string> faults)
    {
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in Sources(faults).Build().AsEnumerable())
            if (value is not null)
                given[key] = value;
        for (var i = 0; i < arguments.Length; i++)
        {
            var (key, value) = Split(arguments[i]);
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                faults.Add($"« {arguments[i]} » : argument inattendu.");
            else if (value is not null)
                given[key] = value;
            else if (i + 1 < arguments.Length)
                given[key] = arguments[++i];
            else
                faults.Add($"--{key} : la valeur manque.");
        }

        return given;
    }

    private static (string Key, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=');
        var name = argument.TrimStart('-');
        return equals < 0 ? (name, null) : (argument[..equals].TrimStart('-'), argument[(equals + 1)..]);
    }

    private static ConfigurationBuilder Sources(List<string> faults)
    {
        var builder = new ConfigurationBuilder();
        var file = Path.Combine(Environment.CurrentDirectory, "appsettings.json");
        if (File.Exists(file))
            builder.AddJsonFile(source =>
            {
                source.FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(Environment.CurrentDirectory);
                source.Path = "appsettings.json";
                source.OnLoadException = failure =>
                {
                    faults.Add($"appsettings.json : {failure.Exception.Message}");
                    failure.Ignore = true;
                };
            });
        builder.AddEnvironmentVariables(Prefix);
        return builder;
    }
}
