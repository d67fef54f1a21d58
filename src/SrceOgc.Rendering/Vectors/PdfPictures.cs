using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;

namespace SrceOgc.Rendering.Vectors;

/// <summary>Pictures that are put into a document as they are: logos, tiles of a background. PDFsharp reads them.</summary>
public static class PdfPictures
{
    /// <summary>Width and height in pixels.</summary>
    /// <exception cref="InvalidDataException">Neither PNG nor JPEG, or one that cannot be read; the message is French.</exception>
    public static (int Width, int Height) SizeOf(ReadOnlyMemory<byte> encoded)
    {
        using var image = Read(encoded);
        return (image.PixelWidth, image.PixelHeight);
    }

    internal static PdfDictionary Of(PdfDocument document, ReadOnlyMemory<byte> encoded)
    {
        using var image = Read(encoded);
        var made = new PdfImage(document, image);
        if (made.Reference is null)
            document.Internals.AddObject(made);
        Repack(made);
        if (made.Elements.GetDictionary("/SMask") is { } mask)
            Repack(mask);
        return made;
    }

    /// <summary>The library's own packing lacks its checksum, which readers complain of.</summary>
    private static void Repack(PdfDictionary picture)
    {
        if (picture.Elements.GetName("/Filter") == "/FlateDecode")
            picture.Stream!.Value = PdfPages.Packed(picture.Stream.UnfilteredValue);
    }

    private static XImage Read(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            // The library asks for a stream whose array it may see.
            var bytes = encoded.ToArray();
            return XImage.FromStream(new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidDataException("image illisible ; attendu : PNG ou JPEG.", fault);
        }
    }
}
