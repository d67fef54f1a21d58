using System.IO.Compression;
using PdfSharp.Pdf;
using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Images;

namespace SrceOgc.Rendering.Vectors;

/// <summary>What a document says about itself. The same says the same bytes: <paramref name="Made"/> is no clock's.</summary>
public sealed record PdfDescription(string Title, string Author, string Language, DateTimeOffset Made)
{
    public string Subject { get; init; } = "";

    public string Keywords { get; init; } = "";
}

/// <summary>
/// A PDF document of pages drawn one after the other. Objects, cross references and the file are PDFsharp's; contents, groups and fonts
/// are written here, as its drawing surface has no groups and gives subsets random names.
/// </summary>
public sealed class PdfPages(PdfDescription description, RequestBudget budget) : IDisposable
{
    private readonly PdfResources _resources = new();
    private readonly List<(PdfCanvas Canvas, string? Bookmark)> _pages = [];

    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="dpi">Pixels per inch of paper.</param>
    /// <param name="bookmark">By which readers find the page; null for none.</param>
    public PdfCanvas Add(int width, int height, double dpi, string? bookmark = null)
    {
        var page = new PdfCanvas(width, height, dpi, _resources, budget);
        _pages.Add((page, bookmark));
        return page;
    }

    /// <summary>The finished file.</summary>
    public void Write(ByteSink sink)
    {
        using var document = new PdfDocument();
        document.Options.CompressContentStreams = true;
        Describe(document);
        var resources = Resources(document);
        var structure = new PdfStructure(document);
        foreach (var (canvas, bookmark) in _pages)
        {
            budget.Look();
            canvas.End();
            var page = document.AddPage();
            (page.Width, page.Height) = (
                PdfSharp.Drawing.XUnit.FromPoint(canvas.PageWidth), PdfSharp.Drawing.XUnit.FromPoint(canvas.PageHeight));
            page.Elements.SetReference("/Resources", resources);
            page.Elements.SetReference("/Contents", Stream(document, canvas.Content));
            page.Elements["/Group"] = new PdfLiteral("<</Type/Group/S/Transparency/CS/DeviceRGB>>");
            page.Elements.SetName("/Tabs", "/S");
            structure.Add(page, canvas.Structure);
            if (bookmark is not null)
                document.Outlines.Add(bookmark, page);
        }

        structure.End();
        AddOutputIntent(document);
        Save(document, sink);
    }

    private void Describe(PdfDocument document)
    {
        var made = description.Made.UtcDateTime;
        (document.Info.Title, document.Info.Author, document.Info.Subject, document.Info.Keywords) =
            (description.Title, description.Author, description.Subject, description.Keywords);
        document.Info.Creator = "SrceOgc";
        (document.Info.CreationDate, document.Info.ModificationDate) = (made, made);
        document.Language = description.Language;
        document.ViewerPreferences.DisplayDocTitle = true;
    }

    /// <summary>What its colours are (ISO 32000-1, 14.11.5).</summary>
    private static void AddOutputIntent(PdfDocument document)
    {
        var profile = Stream(document, ScreenProfile.Bytes);
        profile.Elements.SetInteger("/N", 3);
        profile.Elements.SetName("/Alternate", "/DeviceRGB");
        var intent = new PdfDictionary(document);
        document.Internals.AddObject(intent);
        intent.Elements.SetName("/Type", "/OutputIntent");
        intent.Elements.SetName("/S", "/GTS_PDFA1");
        intent.Elements.SetString("/OutputConditionIdentifier", ScreenProfile.Name);
        intent.Elements.SetString("/Info", ScreenProfile.Name);
        intent.Elements.SetReference("/DestOutputProfile", profile);
        var intents = new PdfArray(document);
        intents.Elements.Add(intent.Reference!);
        document.Internals.Catalog.Elements["/OutputIntents"] = intents;
    }

    private PdfDictionary Resources(PdfDocument document)
    {
        var resources = new PdfDictionary(document);
        document.Internals.AddObject(resources);
        var fonts = new PdfDictionary(document);
        foreach (var (name, subset) in _resources.Fonts)
            fonts.Elements.SetReference("/" + name, EmbeddedFont.Of(document, subset));
        var forms = new PdfDictionary(document);
        var made = new Dictionary<string, PdfDictionary>();
        foreach (var form in _resources.Forms)
        {
            made.Add(form.Name, Form(document, form, resources));
            forms.Elements.SetReference("/" + form.Name, made[form.Name]);
        }

        foreach (var picture in _resources.Pictures)
            forms.Elements.SetReference("/" + picture.Name, PdfPictures.Of(document, picture.Encoded));
        var states = new PdfDictionary(document);
        foreach (var (name, entries) in _resources.States)
            states.Elements["/" + name] = new PdfLiteral($"<<{WithMask(entries, made)}>>");
        resources.Elements["/Font"] = fonts;
        resources.Elements["/XObject"] = forms;
        resources.Elements["/ExtGState"] = states;
        return resources;
    }

    /// <summary>A state names its mask's form in braces: only now it has a number.</summary>
    private static string WithMask(string entries, Dictionary<string, PdfDictionary> forms)
    {
        var start = entries.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
            return entries;
        var mask = forms[entries[(start + 1)..^1]].Reference!;
        return $"{entries[..start]}<</Type/Mask/S/Luminosity/G {mask.ObjectNumber} 0 R>>";
    }

    private static PdfDictionary Form(PdfDocument document, PdfForm form, PdfDictionary resources)
    {
        var made = Stream(document, form.Content);
        made.Elements.SetName("/Type", "/XObject");
        made.Elements.SetName("/Subtype", "/Form");
        made.Elements["/BBox"] = new PdfLiteral($"[0 0 {Decimals.Fine(form.Width)} {Decimals.Fine(form.Height)}]");
        made.Elements["/Group"] = new PdfLiteral($"<</Type/Group/S/Transparency/CS/{(form.IsMask ? "DeviceGray" : "DeviceRGB")}>>");
        made.Elements.SetReference("/Resources", resources);
        return made;
    }

    internal static PdfDictionary Stream(PdfDocument document, ReadOnlySpan<byte> content)
    {
        var stream = new PdfDictionary(document);
        document.Internals.AddObject(stream);
        stream.CreateStream(Packed(content));
        stream.Elements.SetName("/Filter", "/FlateDecode");
        return stream;
    }

    internal static byte[] Packed(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var deflating = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflating.Write(content);
        return packed.ToArray();
    }

    private void Save(PdfDocument document, ByteSink sink)
    {
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        PdfIdentity.Settle(file.GetBuffer().AsSpan(0, (int)file.Length), description);
        sink.Write(file.GetBuffer().AsSpan(0, (int)file.Length));
    }

    public void Dispose()
    {
        foreach (var (canvas, _) in _pages)
            canvas.Dispose();
    }
}
