using PdfSharp.Pdf;

namespace SrceOgc.Rendering.Vectors;

/// <summary>The structure tree of a document (ISO 32000-1, 14.7): what is a heading, a paragraph, a figure, in reading order.</summary>
internal sealed class PdfStructure
{
    private readonly PdfDocument _document;
    private readonly PdfDictionary _root;
    private readonly PdfDictionary _whole;
    private readonly PdfArray _parents;
    private int _pages;

    public PdfStructure(PdfDocument document)
    {
        _document = document;
        (_root, _whole, _parents) = (Added(), Added(), new PdfArray(document));
        _root.Elements.SetName("/Type", "/StructTreeRoot");
        Describe(_whole, "/Document", _root);
        _whole.Elements["/K"] = new PdfArray(document);
        document.Internals.Catalog.Elements["/MarkInfo"] = new PdfLiteral("<</Marked true>>");
        document.Internals.Catalog.Elements.SetReference("/StructTreeRoot", _root);
    }

    public void Add(PdfPage page, PdfElement content)
    {
        var marks = new PdfArray(_document);
        Add(content, _whole, page, marks);
        page.Elements.SetInteger("/StructParents", _pages);
        _parents.Elements.Add(new PdfInteger(_pages++));
        _parents.Elements.Add(marks);
    }

    public void End()
    {
        _root.Elements.SetReference("/K", _whole);
        var tree = Added();
        tree.Elements["/Nums"] = _parents;
        _root.Elements.SetReference("/ParentTree", tree);
        _root.Elements.SetInteger("/ParentTreeNextKey", _pages);
    }

    private void Add(PdfElement element, PdfDictionary parent, PdfPage page, PdfArray marks)
    {
        var made = Added();
        Describe(made, element.Role, parent);
        made.Elements.SetReference("/Pg", page);
        if (element.Alternative is { } alternative)
            made.Elements["/Alt"] = new PdfString(alternative, PdfStringEncoding.Unicode);
        var kids = new PdfArray(_document);
        made.Elements["/K"] = kids;
        ((PdfArray)parent.Elements["/K"]!).Elements.Add(made.Reference!);
        if (element.Mark >= 0)
        {
            kids.Elements.Add(new PdfInteger(element.Mark));
            // Marks are numbered in the order in which their elements were opened, which is this walk's.
            marks.Elements.Add(made.Reference!);
        }

        foreach (var kid in element.Kids)
            Add(kid, made, page, marks);
    }

    private static void Describe(PdfDictionary element, string role, PdfDictionary parent)
    {
        element.Elements.SetName("/Type", "/StructElem");
        element.Elements.SetName("/S", role);
        element.Elements.SetReference("/P", parent);
    }

    private PdfDictionary Added()
    {
        var made = new PdfDictionary(_document);
        _document.Internals.AddObject(made);
        return made;
    }
}
