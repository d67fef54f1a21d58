using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>Which plates are asked for: of which territory, after which model, on which paper.</summary>
/// <param name="Ground">The territory.</param>
/// <param name="Model">The series.</param>
/// <param name="Paper">Size and orientation.</param>
/// <param name="Updated">The month printed as that of the update; null for that of the latest version shown.</param>
/// <param name="Denominator">The scale asked for; null for the largest round one that shows the territory whole.</param>
/// <param name="WithCommunes">Each commune of the territory gets plates of its own.</param>
/// <param name="Only">The key of the one map wanted; null for all.</param>
internal sealed record PlateRequest(
    TerritoryGround Ground, PlateModel Model, PlatePaper Paper, DateOnly? Updated, int? Denominator, bool WithCommunes, string? Only)
{
    public const int LargestScale = 500, SmallestScale = 5_000_000;

    private static readonly string[] Names = ["modele", "format", "orientation", "date", "echelle", "communes", "planche"];

    /// <summary>Parameters that every address knows.</summary>
    private static readonly string[] Shared = ["language", "lang", "token", "jeton"];

    public static PlateRequest Of(ServiceRequest request, TerritoryGround ground, PlateModels models)
    {
        var parameters = request.Parameters;
        foreach (var name in parameters.All.Keys)
            if (!Names.Concat(Shared).Contains(name, StringComparer.OrdinalIgnoreCase))
                throw ServiceException.Invalid(name, parameters.All[name], $"un des paramètres {string.Join(", ", Names)}",
                    $"one of the parameters {string.Join(", ", Names)}");
        var model = models.Require(parameters.Optional("modele"));
        var paper = new PlatePaper(OneOf(request, "format", PlatePaper.Formats, model.Format, text => text.ToUpperInvariant()),
            OneOf(request, "orientation", PlatePaper.Orientations, model.Orientation, text => text.ToLowerInvariant()));
        var only = parameters.Optional("planche");
        if (only is not null && !model.Planches.Any(map => map.Cle == only))
            throw ServiceException.Invalid("planche", only, string.Join(", ", model.Planches.Select(map => map.Cle)),
                string.Join(", ", model.Planches.Select(map => map.Cle)));
        return new(ground, model, paper, DateOf(request), ScaleOf(request), IsSet(request, "communes"), only);
    }

    /// <summary>All that decides the bytes, beside the catalogue.</summary>
    public string Print => string.Create(CultureInfo.InvariantCulture,
        $"{Ground.Type}/{Ground.Code} {Model.Key} {Model.Print} {Paper.Format} {Paper.Orientation} {Updated:yyyy-MM-dd} {Denominator} "
        + $"{WithCommunes} {Only}");

    /// <summary>By the code that its readers know it by.</summary>
    public string FileName => BaseName + ".pdf";

    public string BaseName => $"{Model.Key}-{Rendering.StyleFormats.Libraries.StyleNames.Identifier(Ground.Code)}"
        + $"{(Only is null ? "" : "-" + Only)}-{Paper.Format}";

    private static string OneOf(ServiceRequest request, string name, IReadOnlyList<string> all, string usual, Func<string, string> written)
    {
        if (request.Parameters.Optional(name) is not { } text)
            return usual;
        return all.Contains(written(text)) ? written(text) : throw ServiceException.Invalid(name, text,
            string.Join(" ou ", all), string.Join(" or ", all));
    }

    private static bool IsSet(ServiceRequest request, string name) => request.Parameters.Optional(name) switch
    {
        null or "0" => false,
        "1" => true,
        var other => throw ServiceException.Invalid(name, other, "0 ou 1", "0 or 1"),
    };

    private static DateOnly? DateOf(ServiceRequest request)
    {
        if (request.Parameters.Optional("date") is not { } text)
            return null;
        return DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw ServiceException.Invalid("date", text, "AAAA-MM ou AAAA-MM-JJ", "YYYY-MM or YYYY-MM-DD");
    }

    private static int? ScaleOf(ServiceRequest request)
    {
        if (request.Parameters.Optional("echelle") is not { } text)
            return null;
        var number = text.StartsWith("1/", StringComparison.Ordinal) ? text[2..] : text;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var scale)
            && scale is >= LargestScale and <= SmallestScale
            ? scale : throw ServiceException.Invalid("echelle", text,
                $"le dénominateur de l'échelle, de {LargestScale} à {SmallestScale}",
                $"the denominator of the scale, from {LargestScale} to {SmallestScale}");
    }
}
