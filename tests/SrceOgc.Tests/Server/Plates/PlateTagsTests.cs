using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.IO;

namespace SrceOgc.Tests.Server.Plates;

/// <summary>
/// The tags of a plate, read from the file: whatever is drawn belongs to one structure element or is an artifact; elements are of the
/// standard's kinds, in one tree; headings go down step by step; figures say what they show (ISO 32000-1, 14.6 to 14.9).
/// </summary>
public sealed partial class PlateTagsTests(RunningServer server)
{
    private static readonly string[] Roles = ["/Document", "/Sect", "/H1", "/H2", "/H3", "/P", "/Figure"];

    [Theory]
    [InlineData("/fiches/commune/02001.pdf?format=A4")]
    [InlineData("/fiches/commune/02001.pdf?format=A4&orientation=portrait&LANGUAGE=eng")]
    public async Task Everything_is_tagged_once_and_in_one_tree(string address)
    {
        var bytes = await server.Http.GetByteArrayAsync(server.Address + address, TestContext.Current.CancellationToken);
        using var document = PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Import);
        var root = Dictionary(document.Internals.Catalog.Elements["/StructTreeRoot"]);
        Assert.Equal("/StructTreeRoot", root.Elements.GetName("/Type"));
        Assert.True(document.Internals.Catalog.Elements.GetDictionary("/MarkInfo")!.Elements.GetBoolean("/Marked"));
        Assert.Equal(address.Contains("eng", StringComparison.Ordinal) ? "en" : "fr", document.Language);
        var elements = new List<(PdfDictionary Element, int? Mark)>();
        Walk(Dictionary(root.Elements["/K"]), root, elements);
        var owners = Dictionary(root.Elements["/ParentTree"]).Elements.GetArray("/Nums")!;
        for (var i = 0; i < document.PageCount; i++)
            CheckPage(document.Pages[i], owners, elements);
        CheckHeadings(elements);
        foreach (var (figure, _) in elements.Where(each => each.Element.Elements.GetName("/S") == "/Figure"))
            Assert.True(figure.Elements.GetString("/Alt").Length > 10, "a figure says nothing");
    }

    [Fact]
    public async Task Colours_and_metadata_are_said()
    {
        var bytes = await server.Http.GetByteArrayAsync(server.Address + "/fiches/commune/02001.pdf?planche=srce",
            TestContext.Current.CancellationToken);
        using var document = PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Import);
        var intent = Dictionary(document.Internals.Catalog.Elements.GetArray("/OutputIntents")!.Elements[0]);
        var profile = Dictionary(intent.Elements["/DestOutputProfile"]).Stream!.UnfilteredValue;
        Assert.Equal(profile.Length, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(profile));
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
        Assert.Equal("RGB XYZ ", Encoding.ASCII.GetString(profile, 16, 8));
        var metadata = Encoding.UTF8.GetString(Dictionary(document.Internals.Catalog.Elements["/Metadata"]).Stream!.Value);
        var title = System.Xml.Linq.XDocument.Parse(metadata[metadata.IndexOf("<x:xmpmeta", StringComparison.Ordinal)..])
            .Descendants(System.Xml.Linq.XName.Get("title", "http://purl.org/dc/elements/1.1/")).Single().Value;
        Assert.Equal(document.Info.Title, title);
    }

    /// <summary>Parents name their kids and kids their parents; an element has a mark, or kids.</summary>
    private static void Walk(PdfDictionary element, PdfDictionary parent, List<(PdfDictionary, int?)> found)
    {
        Assert.Equal("/StructElem", element.Elements.GetName("/Type"));
        Assert.Contains(element.Elements.GetName("/S"), Roles);
        Assert.Same(parent, Dictionary(element.Elements["/P"]));
        var kids = element.Elements.GetArray("/K")!;
        Assert.NotEmpty(kids.Elements);
        var mark = kids.Elements.OfType<PdfInteger>().Select(number => (int?)number.Value).SingleOrDefault();
        found.Add((element, mark));
        foreach (var kid in kids.Elements.OfType<PdfReference>())
            Walk((PdfDictionary)kid.Value, element, found);
    }

    private static void CheckPage(PdfPage page, PdfArray owners, List<(PdfDictionary Element, int? Mark)> elements)
    {
        var key = page.Elements.GetInteger("/StructParents");
        var index = Enumerable.Range(0, owners.Elements.Count / 2).Single(i => owners.Elements.GetInteger(2 * i) == key);
        var marks = ((PdfArray)Resolved(owners.Elements[2 * index + 1])).Elements.Select(Dictionary).ToArray();
        var drawn = MarksOf(page);
        Assert.Equal(Enumerable.Range(0, marks.Length), drawn.Order());
        for (var mark = 0; mark < marks.Length; mark++)
        {
            var (element, own) = elements.Single(each => ReferenceEquals(each.Element, marks[mark]));
            Assert.Equal(mark, own);
            Assert.Same(page.Reference!.Value, Dictionary(element.Elements["/Pg"]));
        }
    }

    /// <summary>Marks in the order drawn; nothing is drawn outside a mark or an artifact, and none lies in another
    /// (but texts that say nothing, /Span, in any).</summary>
    private static List<int> MarksOf(PdfPage page)
    {
        var found = new List<int>();
        var (depth, spans) = (0, 0);
        var content = Encoding.Latin1.GetString(Dictionary(page.Elements["/Contents"]).Stream!.UnfilteredValue);
        foreach (var line in content.Split('\n'))
        {
            if (Mark().Match(line) is { Success: true } mark)
                found.Add(int.Parse(mark.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
            if (line.StartsWith("/Span ", StringComparison.Ordinal))
                spans++;
            else if (line == "EMC" && spans > 0)
                spans--;
            else
                depth += line.EndsWith(" BDC", StringComparison.Ordinal) || line.EndsWith(" BMC", StringComparison.Ordinal) ? 1
                    : line == "EMC" ? -1 : 0;
            Assert.InRange(depth, 0, 1);
            if (line.EndsWith(" Tj", StringComparison.Ordinal) || line.EndsWith(" TJ", StringComparison.Ordinal)
                || line is "f" or "f*" or "S")
                Assert.Equal(1, depth);
        }

        Assert.Equal(0, depth);
        return found;
    }

    /// <summary>On each page the first is H1, and none is more than one step below the one before.</summary>
    private static void CheckHeadings(List<(PdfDictionary Element, int? Mark)> elements)
    {
        foreach (var page in elements.Where(each => each.Element.Elements["/Pg"] is not null)
            .GroupBy(each => Dictionary(each.Element.Elements["/Pg"])))
        {
            var levels = page.Select(each => each.Element.Elements.GetName("/S")).Where(role => role[1] == 'H')
                .Select(role => role[2] - '0').ToArray();
            Assert.NotEmpty(levels);
            Assert.Equal(1, levels[0]);
            foreach (var (before, next) in levels.Zip(levels.Skip(1)))
                Assert.True(next <= before + 1, $"H{next} after H{before}");
        }
    }

    private static PdfItem Resolved(PdfItem? item) => item is PdfReference reference ? reference.Value : item!;

    private static PdfDictionary Dictionary(PdfItem? item) => (PdfDictionary)Resolved(item);

    [GeneratedRegex(@"^/\w+ <</MCID (\d+)>> BDC$")]
    private static partial Regex Mark();
}
