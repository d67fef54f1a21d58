using System.Globalization;

namespace SrceOgc.Rendering.StyleFormats.Qml;

internal static class QmlNumbers
{
    public static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
