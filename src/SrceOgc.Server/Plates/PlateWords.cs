using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>How plates say numbers, dates and places.</summary>
internal static class PlateWords
{
    private const string NarrowSpace = "\u00A0";

    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    public static string Scale(int denominator) => "1/" + Grouped(denominator);

    /// <summary>With a decimal comma in French, and as many decimals as say something.</summary>
    public static string Number(double value, string unit, Language language)
    {
        var decimals = unit.Length == 0 ? 0 : value >= 100 ? 0 : 1;
        var rounded = Math.Round(value, decimals);
        var text = Grouped(Math.Truncate(rounded)) + (decimals > 0 && rounded != Math.Truncate(rounded)
            ? (language == Language.French ? "," : ".") + ((int)Math.Round((rounded - Math.Truncate(rounded)) * 10)).ToString(
                CultureInfo.InvariantCulture) : "");
        text = rounded == 0 ? (language == Language.French ? "< 0,1" : "< 0.1") : text;
        return unit.Length == 0 ? text : text + NarrowSpace + unit;
    }

    public static string Grouped(double whole) =>
        whole.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", NarrowSpace, StringComparison.Ordinal);

    /// <summary>"Mise à jour : mai 2019", as sheets of the PAC say it.</summary>
    public static string Month(DateOnly date, Language language) => language == Language.French
        ? $"{Months[date.Month - 1]} {date.Year}" : date.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateTime moment) => moment.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>What kind of code it is; null where it says nothing to a reader.</summary>
    public static string? Code(TerritoryGround ground, Language language) => ground.Type switch
    {
        _ when ground.Declared is null => null,
        BuiltInTerritories.Commune => $"{(language == Language.French ? "Code INSEE" : "INSEE code")} {ground.Code}",
        BuiltInTerritories.Epci => $"SIREN {ground.Code}",
        _ => $"Code {ground.Code}",
    };

    public static string Type(RequestedWork request, TerritoryGround ground) => ground.Declared is null
        ? (request.Language == Language.French ? "Périmètre d'étude" : "Study area")
        : TerritoryIndex.Of(request.Catalog).OfType(ground.Type).Declaration.Title?.Text.In(request.Language) ?? ground.Type;
}
