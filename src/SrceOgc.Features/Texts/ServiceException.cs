namespace SrceOgc.Features.Texts;

/// <summary>
/// The only exception above the data layer: a code of the standard, the parameter at fault, and a text that names what
/// was given and what is allowed. <see cref="ErrorWriter"/> turns it into the caller's dialect.
/// </summary>
public sealed class ServiceException(string code, string? locator, Text text, int status = 400) : Exception(text.English)
{
    public string Code { get; } = code;

    public string? Locator { get; } = locator;

    public Text Text { get; } = text;

    public int Status { get; } = status;

    /// <summary>Seconds after which to try again, for 503.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Below every protocol: the status is said as it is, whatever the dialect.</summary>
    public bool IsOfHttp { get; init; }

    public static ServiceException Missing(string parameter) => new("MissingParameterValue", parameter,
        new($"Le paramètre {parameter} manque.", $"Parameter {parameter} is missing."));

    public static ServiceException Invalid(string parameter, string given, string expectedFrench, string expectedEnglish) =>
        new("InvalidParameterValue", parameter,
        new($"{parameter} : « {Shortened(given)} » ne convient pas ; attendu : {expectedFrench}.",
            $"{parameter}: '{Shortened(given)}' is not valid; expected: {expectedEnglish}."));

    public static ServiceException Operation(string request) => new("OperationNotSupported", request,
        new($"L'opération « {Shortened(request)} » n'existe pas ici.", $"Operation '{Shortened(request)}' is not supported."));

    /// <summary>410: what was served by this name is served no more.</summary>
    public static ServiceException Gone(string name, string? locator) => new("Gone", locator, new(
        $"« {name} » n'est plus servi. Ses versions conservées restent à leur adresse (/versions/…).",
        $"'{name}' is served no more. Its kept versions stay at their addresses (/versions/…)."), 410);

    public static string Shortened(string given) => GivenText.Shortened(given);
}
