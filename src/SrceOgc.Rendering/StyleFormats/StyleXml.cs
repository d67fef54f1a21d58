using System.Text;
using System.Xml;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats;

/// <summary>
/// Loads the XML of a style, which is hostile until proved otherwise: limited in size, depth and elements, no entity, no DTD
/// read, nothing resolved. QGIS opens its files with a DOCTYPE that names an external DTD: that line is skipped.
/// </summary>
public static class StyleXml
{
    public const int MaxBytes = 4 << 20;
    private const int MaxDepth = 64;
    private const int MaxElements = 200_000;

    public static XElement Load(byte[] utf8) => Load(Decode(utf8));

    public static XElement Load(string text)
    {
        if (text.Length > MaxBytes)
            throw new StyleException($"le style pèse plus de {text.Length / 1024} Kio ; la limite est de {MaxBytes / 1024} Kio");
        if (text.Contains("<!ENTITY", StringComparison.Ordinal) || text.Contains("<!ELEMENT", StringComparison.Ordinal))
            throw new StyleException("le style déclare des entités ou une DTD, ce qui n'est pas accepté");
        try
        {
            text = WithoutComments(text);
            CheckShape(text);
            using var reader = Open(text);
            return XElement.Load(reader);
        }
        catch (XmlException failure)
        {
            throw new StyleException($"le style n'est pas du XML correct (ligne {failure.LineNumber}, colonne {failure.LinePosition})",
                failure);
        }
    }

    /// <summary>UTF-8 or UTF-16 by its mark, Latin-1 when the XML declaration says so.</summary>
    public static string Decode(byte[] content)
    {
        var head = Encoding.Latin1.GetString(content.AsSpan(0, Math.Min(content.Length, 100)));
        var isLatin = head.Contains("ISO-8859-1", StringComparison.OrdinalIgnoreCase)
            || head.Contains("windows-1252", StringComparison.OrdinalIgnoreCase);
        using var reader = new StreamReader(new MemoryStream(content, false), isLatin ? Encoding.Latin1 : Encoding.UTF8, true);
        return reader.ReadToEnd();
    }

    /// <summary>QGIS writes the expressions it cannot export into comments, double hyphens and all, which XML forbids.</summary>
    private static string WithoutComments(string text)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf("<!--", at, StringComparison.Ordinal) is >= 0 and var open
            && text.IndexOf("-->", open + 4, StringComparison.Ordinal) is >= 0 and var close)
        {
            result.Append(text, at, open - at);
            at = close + 3;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static XmlReader Open(string text)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        return XmlReader.Create(new StringReader(text), settings);
    }

    /// <summary>Before a tree is made of it: everything after walks the tree by recursion.</summary>
    private static void CheckShape(string text)
    {
        using var reader = Open(text);
        var elements = 0;
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                throw new StyleException($"le style est imbriqué sur plus de {MaxDepth} niveaux");
            if (reader.NodeType == XmlNodeType.Element && ++elements > MaxElements)
                throw new StyleException($"le style compte plus de {MaxElements} éléments");
        }
    }
}
