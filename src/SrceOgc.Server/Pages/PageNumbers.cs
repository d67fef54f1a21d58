using System.Globalization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Pages;

/// <summary>How numbers are written on pages. This server runs without culture data, so they are said here.</summary>
internal static class PageNumbers
{
    private static readonly CultureInfo French = new("")
    { NumberFormat = { NumberGroupSeparator = "\u202F", NumberDecimalSeparator = "," } };

    public static CultureInfo In(Language language) => language == Language.French ? French : CultureInfo.InvariantCulture;
}
