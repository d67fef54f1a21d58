using System.Text;
using SrceOgc.Rendering.StyleFormats.Svg;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.Styles.Marks;

public sealed class SvgReaderTests
{
    private static readonly SvgPalette Palette = new(new Rgba(1, 2, 3), new Rgba(4, 5, 6), 0.1, 1);

    private static (DrawingGraphic? Drawing, StyleLosses Losses) Read(string svg)
    {
        var losses = new StyleLosses();
        return (SvgReader.TryRead(Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)), Palette, losses), losses);
    }

    private static DrawingPath Single(string content) =>
        Assert.Single(Read($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'>{content}</svg>").Drawing!.Paths);

    private static void AssertBox(VectorPath path, float minX, float minY, float maxX, float maxY)
    {
        var box = path.Bounds();
        Assert.Equal(minX, box.MinX, 0.02f);
        Assert.Equal(minY, box.MinY, 0.02f);
        Assert.Equal(maxX, box.MaxX, 0.02f);
        Assert.Equal(maxY, box.MaxY, 0.02f);
    }

    [Theory]
    [InlineData("<path d='M0 0h10v10H0z'/>")]
    [InlineData("<path d='m0,0 l10,0 0,10 -10,0Z'/>")]
    [InlineData("<rect width='10' height='10'/>")]
    [InlineData("<polygon points='0,0 10,0 10,10 0,10'/>")]
    [InlineData("<g transform='translate(5 5) scale(.5)'><rect x='-10' y='-10' width='20' height='20'/></g>")]
    [InlineData("<path d='M5 0A5 5 0 0 1 5 10 5 5 0 0 1 5 0'/>")]
    [InlineData("<circle cx='5' cy='5' r='5'/>")]
    public void Shapes_are_placed_in_the_square_of_marks(string shape) => AssertBox(Single(shape).Path, -1, -1, 0, 0);

    [Fact]
    public void Parameters_of_QGIS_take_the_colours_of_the_symbol()
    {
        var path = Single("<path d='M0 0h1v1z' fill='param(fill) #fff' stroke='param(outline)' stroke-width='param(outline-width) 1'/>");
        Assert.Equal((new Rgba(1, 2, 3), new Rgba(4, 5, 6)), (path.Fill.Color.Constant, path.Stroke.Color.Constant));
        Assert.Equal(0.2f, path.StrokeWidth, 3);
    }

    [Fact]
    public void The_style_attribute_goes_before_the_others_and_is_inherited()
    {
        var path = Single("<g fill='#ff0000' style='fill:#00ff00;fill-rule:nonzero'><path d='M0 0h1v1z' style='fill-opacity:.5'/></g>");
        Assert.Equal((new Rgba(0, 255, 0), 0.5), (path.Fill.Color.Constant, path.Fill.Opacity.Constant));
    }

    [Fact]
    public void Scripts_images_and_references_are_never_taken()
    {
        var (drawing, losses) = Read("""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 20 20" onload="alert(1)">
            <script>alert(1)</script><image x:href="file:///etc/passwd"/><use x:href="http://exemple.fr/a.svg#b"/><path d="M0 0h1v1z"/>
            </svg>
            """);
        Assert.Single(drawing!.Paths);
        Assert.Equal(2, losses.All.Count);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>")]
    [InlineData("pas du XML")]
    public void Unreadable_drawings_are_left_out_with_a_note(string svg)
    {
        var (drawing, losses) = Read(svg);
        Assert.Null(drawing);
        Assert.Single(losses.All);
    }

    [Fact]
    public void Path_data_that_stops_making_sense_keeps_its_beginning() =>
        Assert.Equal(3, Single("<path d='M0 0 L5 5 L6 6 L bidon'/>").Path.Verbs.Length);
}
