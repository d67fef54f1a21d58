using System.Xml.Linq;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Tests.Server.Http;

/// <summary>No text, wherever it came from, makes a document fail or ill-formed.</summary>
public sealed class XmlAnswerTests
{
    public static TheoryData<string> Bad { get; } =
        ["a\u0001b", "\u000B", "a\uFFFEb\uFFFF", "\uD800", "x\uDC00", "\uDC00\uD800", "\u001F\0", "--", "]]>"];

    [Theory]
    [MemberData(nameof(Bad))]
    public void Any_text_can_be_written_anywhere(string text)
    {
        var document = XmlAnswer.Make(xml =>
        {
            xml.WriteStartElement("a");
            xml.WriteAttributeString("b", text);
            xml.WriteElementString("c", text);
            xml.WriteComment(text);
            xml.WriteChars(text.ToCharArray(), 0, text.Length);
            new XElement("d", new XAttribute("e", text), text).WriteTo(xml);
            xml.WriteEndElement();
        });
        var read = XElement.Load(new MemoryStream(document));
        Assert.Equal(DocumentText.Clean(text), (string?)read.Attribute("b"));
        Assert.Equal(DocumentText.Clean(text), (string?)read.Element("c"));
        Assert.Equal(DocumentText.Clean(text), (string?)read.Element("d"));
    }

    [Theory]
    [InlineData("Forêt d'Écouves\t(61)\r\n")]
    [InlineData("𝄞 hors du plan de base")]
    [InlineData("")]
    public void A_clean_text_is_left_as_it_is(string text) => Assert.Same(text, DocumentText.Clean(text));
}
