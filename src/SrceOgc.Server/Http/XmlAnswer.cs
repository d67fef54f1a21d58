using System.Text;
using System.Xml;

namespace SrceOgc.Server.Http;

/// <summary>Small XML documents made in memory; what streams has its own writers.</summary>
internal static class XmlAnswer
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
    };

    public static byte[] Make(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = Writer(stream, Settings))
            write(writer);
        return stream.ToArray();
    }

    /// <summary>The only way documents of this server are written as XML, so that none of their texts can make them fail.</summary>
    public static XmlWriter Writer(Stream stream, XmlWriterSettings settings) => new CleanXmlWriter(XmlWriter.Create(stream, settings));
}
