using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SrceOgc.Rendering.Styles;

/// <summary>
/// Loads the XML of a style, which is hostile until proved otherwise: limited in size, depth and elements, no entity, no DTD
/// read, nothing resolved. QGIS opens its files with a DOCTYPE that names an external DTD: that line is skipped.
/// </summary>
internal static class StyleXml
{
    public const int MaxBytes = 4 << 20;
    private const int MaxDepth = 64;
    private const int MaxElements = 200_000;

    public static XElement Load(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            throw new StyleException($"le style pèse {utf8.Length / 1024} Kio ; la limite est de {MaxBytes / 1024} Kio");
        if (utf8.Span.IndexOf("<!ENTITY"u8) >= 0 || utf8.Span.IndexOf("<!ELEMENT"u8) >= 0)
            throw new StyleException("le style déclare des entités ou une DTD, ce qui n'est pas accepté");
        try
        {
            CheckShape(utf8);
            using var reader = Open(utf8);
            return XElement.Load(reader);
        }
        catch (XmlException failure)
        {
            throw new StyleException($"le style n'est pas du XML correct (ligne {failure.LineNumber}, colonne {failure.LinePosition})", failure);
        }
    }

    public static XElement Load(string text) => Load(Encoding.UTF8.GetBytes(text));

    private static XmlReader Open(ReadOnlyMemory<byte> utf8)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersFromEntities = 0,
            MaxCharactersInDocument = MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        return XmlReader.Create(new MemoryStream(utf8.ToArray(), false), settings);
    }

    /// <summary>Before a tree is made of it: everything after walks the tree by recursion.</summary>
    private static void CheckShape(ReadOnlyMemory<byte> utf8)
    {
        using var reader = Open(utf8);
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
