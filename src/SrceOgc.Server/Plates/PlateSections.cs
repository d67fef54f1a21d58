using System.Collections;
using QRCoder;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Plates;

/// <summary>What is written beside a map: titles, legend, figures, definitions, sources.</summary>
internal sealed class PlateSections(PlateSubject subject, PlateLook look, LegendRenderer legends, RequestBudget budget)
{
    private const int SymbolWidth = 8, SymbolHeight = 5;

    /// <summary>Of the code at the foot, in millimetres.</summary>
    private const double CodeSide = 17;

    private const double LogoHeight = 13;

    private string Say(string french, string english) => subject.Language == Language.French ? french : english;

    private string Said(LocalizedText? text) => text?.Text.In(subject.Language) ?? "";

    /// <summary>Mention and number, what map of what scheme, for which procedure.</summary>
    public IEnumerable<PlateSection> Titles(string title, string subTitle, string number)
    {
        yield return PlateSection.Row(look.Strong, look.Strong, Said(subject.Model.Mention), number);
        yield return PlateSection.Of(look.Title, title, "H1", above: 2);
        yield return PlateSection.Of(look.SubTitle, subTitle, above: 0.4);
        if (Said(subject.Model.Procedure) is { Length: > 0 } procedure)
            yield return PlateSection.Of(look.Slanted, procedure, above: 0.6);
    }

    /// <summary>Which territory, its code, what it belongs to, when.</summary>
    public IEnumerable<PlateSection> Territory()
    {
        yield return PlateSection.Of(look.Slanted, subject.TypeOfTerritory, staysWithNext: true, above: 0);
        yield return PlateSection.Of(look.Territory, subject.Ground.Name, "H2", staysWithNext: true, above: 0);
        var code = string.Join(" – ", new[] { subject.Code, subject.Parents }.Where(text => !string.IsNullOrEmpty(text)));
        if (code.Length > 0)
            yield return PlateSection.Of(look.Text, code, above: 0.2);
        yield return PlateSection.Of(look.Strong,
            $"{Say("Mise à jour : ", "Updated: ")}{PlateWords.Month(subject.Updated, subject.Language)}", above: 1);
    }

    public IEnumerable<PlateSection> Legend(PlateContent content, LegendOptions options)
    {
        yield return PlateSection.Line();
        yield return PlateSection.Of(look.Heading, Say("Légende", "Legend"), "H3", staysWithNext: true, above: 0.8);
        foreach (var legend in content.Legends.Where(legend => legend.IsPresent))
            foreach (var section in Group(legend, options))
                yield return section;
        if (content.IsEmpty)
            yield return PlateSection.Of(look.Strong, AbsenceOf(content), above: 1.5);
        foreach (var section in Background(content, options))
            yield return section;
        var numbers = content.IsEmpty ? ""
            : content.Map.Mesures ? Say(" À droite : surface (ha), longueur (km) ou nombre sur le territoire.",
                " At the right: area (ha), length (km) or number in the territory.")
            : content.Map.Nombres ? Say(" À droite : nombre d'objets sur le territoire.",
                " At the right: number of features in the territory.")
            : "";
        yield return PlateSection.Of(look.Small, Say(
            "Seules les classes présentes sur le territoire sont en légende ; alentour, la carte est estompée.",
            "Only classes present in the territory are in the legend; around it the map is faded.") + numbers, above: 1.2);
    }

    private string AbsenceOf(PlateContent content) =>
        !content.IsCovered ? Say("Les données servies ne couvrent pas ce territoire.", "The data served do not cover this territory.")
        : Said(content.Map.Absence) is { Length: > 0 } absence ? absence
        : Say("Aucun élément de cette carte ne se trouve sur le territoire.", "Nothing of this map lies in the territory.");

    private IEnumerable<PlateSection> Background(PlateContent content, LegendOptions options)
    {
        yield return PlateSection.Of(look.Strong, Say("Fond de carte", "Base map"), staysWithNext: true, above: 1.3);
        yield return Row(Say("Contour du territoire", "Boundary of the territory"), "", DrawContour);
        yield return Row(Say("Limite de commune", "Municipal boundary"), "", DrawBorder);
        foreach (var layer in content.Background)
            foreach (var entry in layer.Entries)
                yield return Row(layer.IsSingle || entry.Title.Length == 0 ? layer.Title : entry.Title, "",
                    (canvas, corner, width, height) => legends.DrawSymbol(layer, entry, canvas, corner, width, height, options, budget));
    }

    private IEnumerable<PlateSection> Group(PlateLegend legend, LegendOptions options)
    {
        var heading = Said(legend.Group.Titre);
        if (heading.Length > 0)
            yield return PlateSection.Of(look.Strong, heading, staysWithNext: true, above: 1.3);
        foreach (var layer in legend.Layers.Where(layer => layer.Entries.Count > 0))
        {
            if (heading.Length == 0 && !layer.IsSingle)
                yield return PlateSection.Of(look.Strong, layer.Title, staysWithNext: true, above: 1.3);
            foreach (var entry in layer.Entries)
                yield return Row(layer.IsSingle || entry.Title.Length == 0 ? layer.Title : entry.Title,
                    legend.Amounts.GetValueOrDefault(entry.Rule, ""),
                    (canvas, corner, width, height) => legends.DrawSymbol(layer, entry, canvas, corner, width, height, options, budget));
        }
    }

    /// <summary>A symbol, what it stands for, how many there are.</summary>
    private PlateSection Row(
        string title, string number, Action<PdfCanvas, Vertex, double, double> draw) => new((canvas, left, top, width) =>
    {
        double symbol = look.Room(SymbolWidth), least = look.Room(SymbolHeight);
        var text = left + symbol + PlatePaper.Pixels(2);
        var room = width - (text - left) - (number.Length > 0 ? PlateText.Measure(look.Text, number) + PlatePaper.Pixels(2) : 0);
        var written = PlateText.Height(look.Text, title, room);
        var height = Math.Max(least, written);
        if (canvas is not null)
        {
            draw(canvas, new(Math.Round(left), Math.Round(top + (height - least) / 2)), symbol, least);
            PlateText.Write(canvas, look.Text, title, text, top + (height - written) / 2, room);
            PlateText.Write(canvas, look.Text, number, left, top + (height - look.Text.Step) / 2, width, 1);
        }

        return height;
    }, Above: 0.5);

    private static void DrawContour(PdfCanvas canvas, Vertex corner, double width, double height)
    {
        var path = new PathBuffer();
        var inset = PlatePaper.Pixels(0.6);
        path.AddRectangle(corner.X + inset, corner.Y + inset, corner.X + width - inset, corner.Y + height - inset);
        canvas.Stroke(path, new(PlatePaper.Pixels(0.7), Join: LineJoin.Round), PlateLook.Contour);
    }

    private static void DrawBorder(PdfCanvas canvas, Vertex corner, double width, double height)
    {
        var path = new PathBuffer();
        path.Add(corner.X, corner.Y + height / 2);
        path.Add(corner.X + width, corner.Y + height / 2);
        path.EndFigure(closed: false);
        double dash = PlatePaper.PixelsOfPoints(3), gap = PlatePaper.PixelsOfPoints(1.2);
        canvas.Stroke(path, new(PlatePaper.Pixels(0.14)), new Color(110, 116, 120), 0, [dash, gap], 0);
    }

    public IEnumerable<PlateSection> Figures(PlateContent content)
    {
        if (content.Figures.Count == 0)
            yield break;
        yield return PlateSection.Line();
        yield return PlateSection.Of(look.Heading, Say("Chiffres du territoire", "Figures of the territory"), "H3", staysWithNext: true);
        foreach (var (name, value) in content.Figures)
            yield return PlateSection.Row(look.Text, look.Strong, name, value);
    }

    /// <summary>NOTA: what is present, defined.</summary>
    public IEnumerable<PlateSection> Definitions(PlateContent content)
    {
        var defined = content.Legends.Where(legend => legend.IsPresent && legend.Group.Definition is not null).ToArray();
        if (defined.Length > 0)
        {
            yield return PlateSection.Line();
            yield return PlateSection.Of(look.Heading, "NOTA", "H3", staysWithNext: true);
        }

        foreach (var legend in defined)
            yield return PlateSection.Definition(look.Strong, look.Text, Said(legend.Group.Nom), Said(legend.Group.Definition));
        var texts = (content.Map.Textes ?? []).Append(content.Map.Statut).Select(Said).Where(text => text.Length > 0).ToArray();
        if (texts.Length > 0)
        {
            yield return PlateSection.Line();
            yield return PlateSection.Of(look.Heading, Said(content.Map.SousTitre), "H3", staysWithNext: true);
        }

        foreach (var text in texts)
            yield return PlateSection.Of(look.Text, text, above: 1.2);
    }

    /// <summary>The plates that follow, in their order.</summary>
    public IReadOnlyList<PlateSection> Index(IReadOnlyList<string> entries) =>
    [
        PlateSection.Line(),
        .. entries.Select((entry, i) => PlateSection.Of(look.Text, $"{i + 1}. {entry}", above: 0.5)),
    ];

    /// <summary>Sources and versions, contact, and the address of the version with its code to scan.</summary>
    public IEnumerable<PlateSection> Foot(IEnumerable<CatalogLayer> layers)
    {
        yield return PlateSection.Line();
        yield return PlateSection.Of(look.Heading, "Sources", "H3", staysWithNext: true);
        if (Said(subject.Model.Sources) is { Length: > 0 } sources)
            yield return PlateSection.Of(look.Small, sources);
        foreach (var version in layers.Select(layer => layer.Publication).Distinct().OrderBy(each => each.Dataset, StringComparer.Ordinal))
            yield return PlateSection.Of(look.Small, $"{version.Dataset}, version {version.Version} {Say("du", "of")} "
                + $"{PlateWords.Day(version.Published)}{Say(", empreinte ", ", hash ")}{PrintOf(version.Source.Sha256)}", above: 0.2);
        var credits = layers.SelectMany(layer => new[] { layer.Description.Attribution, layer.Description.License })
            .Where(text => !string.IsNullOrWhiteSpace(text)).Distinct().ToArray();
        if (credits.Length > 0)
            yield return PlateSection.Of(look.Small, string.Join(" – ", credits), above: 0.2);
        if (subject.Background is { } background)
            yield return PlateSection.Of(look.Small, $"{Say("Fond de carte : ", "Base map: ")}{background}", above: 0.2);
        if (subject.Model.Logos is { Count: > 0 } logos)
            yield return Logos(logos);
        yield return Code();
    }

    private static string PrintOf(string sha256) => sha256[..Math.Min(12, sha256.Length)];

    /// <summary>In a row, as large as their room allows, each described.</summary>
    private PlateSection Logos(IReadOnlyList<PlateLogo> logos) => new((canvas, left, top, width) =>
    {
        var gap = PlatePaper.Pixels(4);
        var height = Math.Min(look.Room(LogoHeight), (width - (logos.Count - 1) * gap) / logos.Sum(logo => logo.Picture.Ratio));
        foreach (var logo in logos)
        {
            canvas?.BeginTag("Figure", $"Logo : {logo.Nom}");
            canvas?.DrawPicture(logo.Picture.Encoded, left, top, height * logo.Picture.Ratio, height);
            canvas?.EndTag();
            left += height * logo.Picture.Ratio + gap;
        }

        return height;
    }, Role: "", Above: 1.6);

    private PlateSection Code() => new((canvas, left, top, width) =>
    {
        double side = look.Room(CodeSide), gap = PlatePaper.Pixels(2.5);
        if (canvas is not null)
            DrawCode(canvas, left, top, side, subject.Address);
        var room = width - side - gap;
        var text = left + side + gap;
        var height = 0.0;
        foreach (var (font, line) in ContactLines())
            height += PlateText.Write(canvas, font, line, text, top + height, room);
        return Math.Max(side, height);
    }, Above: 1.6);

    private IEnumerable<(PlateFont, string)> ContactLines()
    {
        foreach (var line in subject.Contact)
            yield return (look.Small, line);
        yield return (look.Small, $"{Say("Données citées : ", "Data cited: ")}{subject.Address}");
    }

    /// <summary>A matrix code, its dark runs as rectangles.</summary>
    private static void DrawCode(PdfCanvas canvas, double left, double top, double side, string address)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var module = side / rows.Count;
        var path = new PathBuffer();
        for (var y = 0; y < rows.Count; y++)
            AddRuns(path, rows[y], left, top + y * module, module);
        canvas.Fill(path, Color.Black, FillRule.NonZero);
    }

    private static void AddRuns(PathBuffer path, BitArray row, double left, double top, double module)
    {
        for (var x = 0; x < row.Count; x++)
        {
            var start = x;
            while (x < row.Count && row[x])
                x++;
            if (x > start)
                path.AddRectangle(left + start * module, top, left + x * module, top + module);
        }
    }
}
