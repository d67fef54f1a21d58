using System.Xml;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Fes;

/// <summary>Reading XML that a stranger wrote: no DTD, no entity, no resolver, and an end.</summary>
public static class FilterXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = RequestLimits.FilterCharacters,
    };

    public static XmlReader Open(string xml) => new BoundedXmlReader(XmlReader.Create(new StringReader(xml), Settings));

    public static XmlReader Open(Stream utf8) => new BoundedXmlReader(XmlReader.Create(utf8, Settings));

    /// <summary>Hands over each child element, which the action must read to its end; leaves the reader after the parent.</summary>
    public static void ReadChildren(this XmlReader reader, Action read)
    {
        var parent = reader.LocalName;
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }
        reader.ReadStartElement();
        while (reader.MoveToContent() == XmlNodeType.Element)
            read();
        if (reader.NodeType != XmlNodeType.EndElement)
            throw new FilterException(
                $"Texte inattendu dans l'élément <{GivenText.Shortened(parent)}>.",
                $"Unexpected text in element <{GivenText.Shortened(parent)}>.");
        reader.ReadEndElement();
    }

    public static string ReadText(this XmlReader reader)
    {
        var name = reader.LocalName;
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }
        reader.ReadStartElement();
        var text = reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
            ? reader.ReadContentAsString() : "";
        if (reader.NodeType != XmlNodeType.EndElement)
            throw new FilterException($"L'élément <{GivenText.Shortened(name)}> n'attend que du texte.",
                $"Element <{GivenText.Shortened(name)}> holds text only.");
        reader.ReadEndElement();
        return text;
    }

    /// <summary>
    /// A name the client wrote with a prefix, as <see cref="UsualNames"/> knows it: whatever prefix is bound to GML becomes gml, and a
    /// prefix
    /// gml bound to anything else goes. An unbound gml is GML. To be called where the prefixes are in scope.
    /// </summary>
    public static string QualifiedName(Func<string, string?> lookupNamespace, string name)
    {
        var start = name.LastIndexOf('/') + 1;
        var colon = name.IndexOf(':', start);
        if (colon < 0)
            return name;
        var (prefix, local) = (name[start..colon], name[(colon + 1)..]);
        var bound = lookupNamespace(prefix);
        if (UsualNames.IsGmlNamespace(bound) || (bound is null && prefix == "gml"))
            return UsualNames.GmlPrefix + local;
        return prefix == "gml" ? name[..start] + local : name;
    }

    /// <summary>The text of an element that holds a name.</summary>
    public static string ReadName(this XmlReader reader)
    {
        // The prefixes of the element itself are out of scope once it is read.
        var scope = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (reader.MoveToFirstAttribute())
        {
            do
                if (reader.Prefix == "xmlns")
                    scope[reader.LocalName] = reader.Value;
            while (reader.MoveToNextAttribute());
            reader.MoveToElement();
        }

        var name = reader.ReadText().Trim();
        return QualifiedName(prefix => scope.GetValueOrDefault(prefix) ?? reader.LookupNamespace(prefix), name);
    }

    /// <summary>Runs a reading; what the XML parser finds wrong becomes an error of the filter.</summary>
    public static T ReadChecked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException exception)
        {
            throw new FilterException(
                $"XML mal formé ou interdit (ligne {exception.LineNumber}, colonne {exception.LinePosition}).",
                $"XML is malformed or forbidden (line {exception.LineNumber}, column {exception.LinePosition}).");
        }
    }
}
