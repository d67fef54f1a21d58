using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Plates;

/// <summary>Draws the pages of one map of a territory: the map itself, what stands beside it, and what finds no room there.</summary>
internal sealed class PlatePage(
    PdfPages pages, PlatePaper paper, PlateSubject subject, PlateMap map, PlateLocator locator, FontLibrary fonts, LegendRenderer legends,
    RequestBudget budget)
{
    /// <summary>Sizes of letters that are tried until everything finds its place.</summary>
    private static readonly double[] Shares = [1.15, 1.1, 1.05, 1, 0.95, 0.9, 0.85];

    /// <summary>In millimetres.</summary>
    private const double LocatorWidth = 34;

    private bool IsFrench => subject.Language == Language.French;

    /// <summary>How large the letters may be, as a share of their usual size, for everything to find its place beside the map.</summary>
    public double ShareFor(PlateContent content, int denominator, string number)
    {
        var options = OptionsAt(denominator);
        foreach (var share in Shares)
            if (Flow(share, text => Sections(text, content, options), TitleOf(content), SubTitleOf(content), number, content.Sources)
                .Left.Count == 0)
                return share;
        return Shares[^1];
    }

    /// <param name="content">What it shows.</param>
    /// <param name="share">Of the usual size of letters.</param>
    /// <param name="extent">Of the ground.</param>
    /// <param name="denominator">Of its scale.</param>
    /// <param name="number">"Carte 1/4".</param>
    /// <param name="isNamed">The communes of the territory are named too.</param>
    public void Draw(PlateContent content, double share, in Envelope extent, int denominator, string number, bool isNamed)
    {
        budget.Look();
        var canvas = pages.Add(paper.Width, paper.Height, PlatePaper.Dpi, Bookmark(content.Map.Titre.Text.In(subject.Language), number));
        var look = new PlateLook(fonts, paper.Body);
        var frame = paper.Map;
        canvas.BeginTag("Figure", Alternative(content, denominator));
        map.Draw(canvas, frame, extent, content.Drawn, isNamed);
        canvas.EndTag();
        var around = new PlateFrame(canvas, look, subject.Language);
        around.DrawGrid(frame, extent);
        canvas.BeginTag("P");
        around.DrawFoot(paper.Foot, denominator, $"{subject.Ground.System.Title} ({subject.Ground.System.Code})", paper.Format,
            Caution(content, denominator));
        canvas.EndTag();
        var options = OptionsAt(denominator);
        DrawText(canvas, share, text => Sections(text, content, options), TitleOf(content), SubTitleOf(content), number, content.Sources);
    }

    private string TitleOf(PlateContent content) => content.Map.Titre.Text.In(subject.Language);

    private string SubTitleOf(PlateContent content) => content.Map.SousTitre.Text.In(subject.Language);

    private static LegendOptions OptionsAt(int denominator) =>
        new() { Dpi = PlatePaper.Dpi, Denominator = PlateReading.ScaleOf(denominator).Denominator };

    private static IReadOnlyList<PlateSection> Sections(PlateSections text, PlateContent content, LegendOptions options) =>
        [.. text.Legend(content, options), .. text.Figures(content), .. text.Definitions(content)];

    /// <summary>The first page of a larger territory: where everything is.</summary>
    public void DrawIndex(IEnumerable<CatalogLayer> layers, IReadOnlyList<string> entries, in Envelope extent, int denominator)
    {
        var canvas = pages.Add(paper.Width, paper.Height, PlatePaper.Dpi, IsFrench ? "Table des planches" : "Table of plates");
        var look = new PlateLook(fonts, paper.Body);
        canvas.BeginTag("Figure", IsFrench ? $"Carte des communes de {subject.Ground.Name}" : $"Map of {subject.Ground.Name}");
        map.Draw(canvas, paper.Map, extent, [], isNamed: true);
        canvas.EndTag();
        var around = new PlateFrame(canvas, look, subject.Language);
        around.DrawGrid(paper.Map, extent);
        around.DrawFoot(paper.Foot, denominator, $"{subject.Ground.System.Title} ({subject.Ground.System.Code})", paper.Format, null);
        DrawText(canvas, 1, text => text.Index(entries), subject.Model.Titre.Text.In(subject.Language), IsFrench ? "Table des planches"
            : "Table of plates", "", layers);
    }

    private void DrawText(PdfCanvas canvas, double share, Func<PlateSections, IReadOnlyList<PlateSection>> sectionsOf, string title,
        string subTitle, string number, IEnumerable<CatalogLayer> layers)
    {
        if (!paper.IsLandscape)
            DrawHead(canvas, title, subTitle, number);
        var flow = Flow(share, sectionsOf, title, subTitle, number, layers);
        flow.Draw(canvas);
        DrawRest(flow.Left, title);
    }

    private PlateFlow Flow(double share, Func<PlateSections, IReadOnlyList<PlateSection>> sectionsOf, string title, string subTitle,
        string number, IEnumerable<CatalogLayer> layers)
    {
        var look = new PlateLook(fonts, paper.Body * share);
        var text = new PlateSections(subject, look, legends, budget);
        return PlateFlow.Of([.. Head(text, title, subTitle, number), .. sectionsOf(text)], [.. text.Foot(layers.ToArray())], paper.Columns,
            look.Room);
    }

    /// <summary>In landscape the column begins with it; in portrait it stands above the map.</summary>
    private IEnumerable<PlateSection> Head(PlateSections text, string title, string subTitle, string number) => paper.IsLandscape
        ? [.. text.Titles(title, subTitle, number), PlateSection.Line(), .. WithLocator(text)] : [];

    /// <summary>The territory in words with the locator to its right.</summary>
    private IEnumerable<PlateSection> WithLocator(PlateSections text)
    {
        PlateSection[] words = [.. text.Territory()];
        yield return new((canvas, left, top, width) =>
        {
            var side = locator.IsEmpty ? 0 : PlatePaper.Pixels(paper.IsLarge ? LocatorWidth : LocatorWidth * 0.75);
            var room = width - side - PlatePaper.Pixels(3);
            var height = 0.0;
            foreach (var section in words)
            {
                height += PlatePaper.Pixels(section.Above);
                if (canvas is not null)
                    section.Draw(canvas, left, top + height, room);
                height += section.Height(room);
            }

            if (canvas is not null && side > 0)
                locator.Draw(canvas, left + width - side, top, side);
            return Math.Max(height, locator.HeightFor(side));
        }, Role: "", Above: 1.5);
    }

    private void DrawHead(PdfCanvas canvas, string title, string subTitle, string number)
    {
        var look = new PlateLook(fonts, paper.Body);
        var text = new PlateSections(subject, look, legends, budget);
        var sheet = paper.Sheet;
        var half = (sheet.Width - PlatePaper.Pixels(8)) / 2;
        var left = PlateFlow.Of([.. text.Titles(title, subTitle, number)], [],
            [new(sheet.Left, sheet.Top, half, paper.HeadHeight)], look.Room);
        left.Draw(canvas);
        var right = PlateFlow.Of([.. WithLocator(text)], [],
            [new(sheet.Right - half, sheet.Top, half, paper.HeadHeight + PlatePaper.Pixels(60))], look.Room);
        right.Draw(canvas);
    }

    /// <summary>Pages of columns with what found no room beside the map.</summary>
    private void DrawRest(IReadOnlyList<PlateSection> rest, string title)
    {
        while (rest.Count > 0)
        {
            budget.Look();
            var canvas = pages.Add(paper.Width, paper.Height, PlatePaper.Dpi);
            var look = new PlateLook(fonts, paper.Body);
            canvas.BeginTag("P");
            PlateText.Write(canvas, look.SubTitle, $"{title} – {subject.Ground.Name} {(IsFrench ? "(suite)" : "(continued)")}",
                paper.Sheet.Left, paper.Sheet.Top, paper.Sheet.Width);
            canvas.EndTag();
            var flow = PlateFlow.Of(rest, [], paper.NextColumns, look.Room);
            flow.Draw(canvas);
            // A section taller than a column is in no model that was read; it must not make pages without end.
            rest = flow.Left.Count < rest.Count ? flow.Left : [];
        }
    }

    private string Bookmark(string title, string number) => $"{subject.Ground.Name} – {title} ({number})";

    private string Alternative(PlateContent content, int denominator)
    {
        var shown = content.Legends.Where(legend => legend.IsPresent).SelectMany(legend => legend.Layers)
            .Where(layer => layer.Entries.Count > 0).Select(layer => layer.Title).Distinct();
        var list = content.IsEmpty ? (IsFrench ? "rien" : "nothing") : string.Join(", ", shown);
        return IsFrench
            ? $"{content.Map.Titre.Fr} de {subject.Ground.Name} au {PlateWords.Scale(denominator)} : {list}."
            : $"{content.Map.Titre.Text.English} of {subject.Ground.Name} at {PlateWords.Scale(denominator)}: {list}.";
    }

    /// <summary>Where the map is larger than its data are good for.</summary>
    private string? Caution(PlateContent content, int denominator)
    {
        if (content.Validity is not { } validity || denominator >= validity)
            return null;
        var text = subject.Model.Avertissement?.Text.In(subject.Language) ?? (IsFrench
            ? "Données valables au {validite} : cette carte les agrandit au {echelle}, aucune limite ne s'y lit à la parcelle."
            : "The data are good for {validite}: this map enlarges them to {echelle}; no boundary can be read from it by the plot.");
        return text.Replace("{validite}", PlateWords.Scale((int)validity), StringComparison.Ordinal)
            .Replace("{echelle}", PlateWords.Scale(denominator), StringComparison.Ordinal);
    }
}
