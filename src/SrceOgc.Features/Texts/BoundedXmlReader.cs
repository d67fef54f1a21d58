using System.Xml;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Features.Texts;

/// <summary>
/// XML that a stranger wrote, counted while it is read: how deep any element lies, known or not, and how many there are. Whoever
/// reads through it need not think of either.
/// </summary>
internal sealed class BoundedXmlReader(XmlReader inner) : XmlReader
{
    private int _elements;

    public override int AttributeCount => inner.AttributeCount;

    public override string BaseURI => inner.BaseURI;

    public override int Depth => inner.Depth;

    public override bool EOF => inner.EOF;

    public override bool IsEmptyElement => inner.IsEmptyElement;

    public override string LocalName => inner.LocalName;

    public override string NamespaceURI => inner.NamespaceURI;

    public override XmlNameTable NameTable => inner.NameTable;

    public override XmlNodeType NodeType => inner.NodeType;

    public override string Prefix => inner.Prefix;

    public override ReadState ReadState => inner.ReadState;

    public override string Value => inner.Value;

    public override string GetAttribute(int i) => inner.GetAttribute(i);

    public override string? GetAttribute(string name) => inner.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);

    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);

    public override bool MoveToElement() => inner.MoveToElement();

    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();

    public override bool ReadAttributeValue() => inner.ReadAttributeValue();

    public override void ResolveEntity() => inner.ResolveEntity();

    public override bool Read()
    {
        if (!inner.Read())
            return false;
        if (inner.NodeType == XmlNodeType.Element)
            Count();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Count()
    {
        if (inner.Depth >= RequestLimits.XmlDepth)
            throw new FilterException(
                $"XML trop profond : au plus {RequestLimits.XmlDepth} éléments imbriqués.",
                $"XML too deep: at most {RequestLimits.XmlDepth} nested elements.");
        if (++_elements > RequestLimits.XmlElements)
            throw new FilterException(
                $"XML trop long : au plus {RequestLimits.XmlElements} éléments.",
                $"XML too long: at most {RequestLimits.XmlElements} elements.");
    }
}
