using System.Xml;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Ows;

/// <summary>The elements of OWS Common 1.1 (WFS 2.0.0, WMTS 1.0.0) and 1.0 (WFS 1.1.0).</summary>
internal sealed class OwsXml(XmlWriter xml, bool is11, Language language)
{
    public const string XLink = "http://www.w3.org/1999/xlink";

    public string Namespace { get; } = is11 ? "http://www.opengis.net/ows/1.1" : "http://www.opengis.net/ows";

    public string Text(LocalizedText text) => Text(text.Text);

    public string Text(Text text) => text.In(language);

    public void Start(string name) => xml.WriteStartElement(name, Namespace);

    public void End() => xml.WriteEndElement();

    public void Element(string name, string value) => xml.WriteElementString(name, Namespace, value);

    /// <summary>Nothing where nothing is known: an empty element says no more, and some readers refuse it.</summary>
    public void Given(string name, string value)
    {
        if (value.Length > 0)
            Element(name, value);
    }

    public void Link(string name, string address)
    {
        Start(name);
        xml.WriteAttributeString("xlink", "href", XLink, address);
        End();
    }

    public void Keywords(IReadOnlyList<string> keywords)
    {
        if (keywords.Count == 0)
            return;
        Start("Keywords");
        foreach (var keyword in keywords)
            Element("Keyword", keyword);
        End();
    }

    public void Constraint(string name, string value)
    {
        Start("Constraint");
        xml.WriteAttributeString("name", name);
        Start("NoValues");
        End();
        Element("DefaultValue", value);
        End();
    }

    public void Domain(string element, string name, IReadOnlyList<string> values)
    {
        Start(element);
        xml.WriteAttributeString("name", name);
        if (is11)
            Start("AllowedValues");
        foreach (var value in values)
            Element("Value", value);
        if (is11)
            End();
        End();
    }
}
