using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Jobs;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>What plates are drawn with; made at the first request for one.</summary>
internal sealed record PlateTools(FontLibrary Fonts, MapRenderer Renderer, LegendRenderer Legends, PlateBackground? Background);

/// <summary>What a document is made of, known before anything is drawn.</summary>
internal sealed record PlatePlan(IReadOnlyList<PlateMapModel> Maps, PlateMapModel[] Wanted,
    IReadOnlyList<(Envelope Extent, int Denominator)> Sheets, IReadOnlyList<Territory> Communes, PlateMapModel[] PerCommune, bool HasIndex)
{
    public int Pages => Wanted.Length * Sheets.Count + Communes.Count * PerCommune.Length + (HasIndex ? 1 : 0);
}

/// <summary>A whole document: the table of plates of a territory of communes, the maps of the series, then those of each
/// commune.</summary>
internal sealed class PlateSeries(RequestedWork request, PlateRequest asked, PlateTools tools, TerritoryRequests territories,
    IndicatorReading indicators)
{
    private readonly PlateReading _reading = new(request, indicators);
    private readonly TerritoryIndex _index = TerritoryIndex.Of(request.Catalog);

    private bool IsFrench => request.Language == Language.French;

    /// <summary>The layers that were shown, once <see cref="Write"/> is done.</summary>
    public IReadOnlyList<CatalogLayer> Shown { get; private set; } = [];

    /// <summary>Pages, without those of what finds no room beside its map.</summary>
    /// <exception cref="ServiceException">Nothing to show, or too many pages.</exception>
    public int Pages => Plan().Pages;

    /// <summary>Maps of the series that this catalogue has layers for.</summary>
    public int Maps => _reading.MapsOf(asked.Model).Count(map => asked.Only is null || map.Cle == asked.Only);

    private PlatePlan Plan()
    {
        var maps = _reading.MapsOf(asked.Model);
        var wanted = maps.Where(map => asked.Only is null || map.Cle == asked.Only).ToArray();
        if (wanted.Length == 0)
            throw new ServiceException("NotFound", "modele", new(
                $"Aucune couche servie ne correspond au modèle « {asked.Model.Key} ».",
                $"No layer served fits the model '{asked.Model.Key}'."), 404);
        var communes = CommunesOf();
        var sheets = SheetsOf(asked.Ground);
        var perCommune = asked.WithCommunes ? maps.Where(asked.Model.OfCommune.Contains).ToArray() : [];
        var plan = new PlatePlan(maps, wanted, sheets, communes, perCommune, communes.Count > 1 && asked.Only is null);
        Count(plan.Pages);
        return plan;
    }

    /// <exception cref="ServiceException">Nothing to show, or too many pages.</exception>
    public void Write(ByteSink file, JobProgress progress)
    {
        var (maps, wanted, sheets, communes, perCommune, hasIndex) = Plan();
        using var pages = new PdfPages(Description(wanted), request.Budget);
        if (hasIndex)
            DrawIndex(pages, wanted, sheets, communes, perCommune);
        progress.Say(0, communes.Count + 1, asked.Ground.Name);
        DrawMaps(pages, asked.Ground, wanted, maps, sheets);
        foreach (var (i, commune) in (perCommune.Length > 0 ? communes : []).Index())
        {
            progress.Say(i + 1, communes.Count + 1, commune.Name);
            var ground = territories.Require(request.Catalog, commune.Type, commune.Code);
            DrawMaps(pages, ground, perCommune, maps, SheetsOf(ground, asked with { Denominator = null }));
        }

        pages.Write(file);
    }

    /// <exception cref="ServiceException">413: too many pages.</exception>
    public static void Count(int pages)
    {
        if (pages > RequestLimits.PlatePages)
            throw new ServiceException("TooLarge", "echelle", new(
                $"Le document aurait {pages} pages, plus que les {RequestLimits.PlatePages} permises ; demandez une échelle plus petite, "
                    + "ou un territoire de moins de communes.",
                $"The document would have {pages} pages, more than the {RequestLimits.PlatePages} allowed; ask for a smaller scale, "
                    + "or a territory of fewer communes."), 413);
    }

    private PdfDescription Description(IReadOnlyList<PlateMapModel> maps)
    {
        var latest = request.Catalog.Layers.Where(layer => maps.Any(map => map.Groupes.Any(group => group.Holds(layer))))
            .Max(layer => layer.Publication.Published);
        var title = $"{asked.Model.Titre.Text.In(request.Language)} – {asked.Ground.Name}"
            + (PlateWords.Code(asked.Ground, request.Language) is { } code ? $" ({code})" : "");
        return new(title, request.Catalog.Service.Contact.Organization, IsFrench ? "fr" : "en", latest)
        {
            Subject = string.Join(", ", maps.Select(map => map.Titre.Text.In(request.Language))),
            Keywords = string.Join(", ", asked.Ground.Name, asked.Ground.Declared is null ? "" : asked.Ground.Code),
        };
    }

    private IReadOnlyList<Territory> CommunesOf() => asked.Ground.Declared is { Type: not BuiltInTerritories.Commune } known
        ? [.. _index.ChildrenOf(known).OrderBy(commune => commune.Plain, StringComparer.Ordinal).ThenBy(commune => commune.Code)] : [];

    private IReadOnlyList<(Envelope Extent, int Denominator)> SheetsOf(TerritoryGround ground) => SheetsOf(ground, asked);

    /// <summary>One, or as many as the scale asked for needs, from the upper left; those that the territory does not reach are left
    /// out.</summary>
    private static IReadOnlyList<(Envelope Extent, int Denominator)> SheetsOf(TerritoryGround ground, PlateRequest asked)
    {
        var frame = asked.Paper.Map;
        var box = ground.Geometry.EnvelopeInternal;
        var bounds = new Envelope(box.MinX, box.MinY, box.MaxX, box.MaxY);
        var fitting = PlateScale.Fitting(bounds, frame);
        var denominator = asked.Denominator ?? fitting;
        var whole = PlateScale.Extent(bounds.CenterX, bounds.CenterY, frame, denominator);
        if (whole.Width >= bounds.Width && whole.Height >= bounds.Height)
            return [(whole, denominator)];
        return Cut(ground, bounds, frame, denominator);
    }

    private static List<(Envelope, int)> Cut(TerritoryGround ground, Envelope bounds, PlateBox frame, int denominator)
    {
        const double overlap = 0.95;
        var one = PlateScale.Extent(0, 0, frame, denominator);
        double stepX = one.Width * overlap, stepY = one.Height * overlap;
        var (columns, rows) = ((int)Math.Ceiling(bounds.Width / stepX), (int)Math.Ceiling(bounds.Height / stepY));
        Count((int)Math.Min((long)columns * rows / 4, int.MaxValue));
        var sheets = new List<(Envelope, int)>();
        var prepared = NetTopologySuite.Geometries.Prepared.PreparedGeometryFactory.Prepare(ground.Geometry);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var extent = PlateScale.Extent(bounds.CenterX + (column - (columns - 1) / 2.0) * stepX,
                    bounds.CenterY + ((rows - 1) / 2.0 - row) * stepY, frame, denominator);
                if (prepared.Intersects(ground.Geometry.Factory.ToGeometry(new(extent.MinX, extent.MaxX, extent.MinY, extent.MaxY))))
                    sheets.Add((extent, denominator));
            }

        return sheets;
    }

    private void DrawIndex(PdfPages pages, PlateMapModel[] wanted, IReadOnlyList<(Envelope, int)> sheets, IReadOnlyList<Territory> communes,
        PlateMapModel[] perCommune)
    {
        string Title(PlateMapModel map) => map.Titre.Text.In(request.Language);
        var entries = wanted.Select(map => sheets.Count == 1 ? Title(map)
            : $"{Title(map)} – {sheets.Count} {(IsFrench ? "feuilles" : "sheets")}");
        if (perCommune.Length > 0)
            entries = entries.Concat(communes.SelectMany(commune =>
                perCommune.Select(map => $"{commune.Name} ({commune.Code}) – {Title(map)}")));
        else
            entries = entries.Append($"{communes.Count} {(IsFrench ? "communes : " : "communes: ")}"
                + string.Join(", ", communes.Select(commune => commune.Name)));
        var shown = wanted.SelectMany(map => _reading.LayersOf(map)).Distinct().ToArray();
        var (extent, denominator) = SheetsOf(asked.Ground, asked with { Denominator = null })[0];
        var locator = PlateLocator.Of(_index, asked.Ground);
        Page(pages, asked.Ground, shown, shown.FirstOrDefault(), locator, true).DrawIndex(shown, [.. entries], extent, denominator);
    }

    private void DrawMaps(PdfPages pages, TerritoryGround ground, IEnumerable<PlateMapModel> wanted, IReadOnlyList<PlateMapModel> all,
        IReadOnlyList<(Envelope Extent, int Denominator)> sheets)
    {
        string NumberOf(PlateMapModel map) =>
            $"{(IsFrench ? "CARTE" : "MAP")} {all.Index().First(each => each.Item == map).Index + 1}/{all.Count}";
        var locator = PlateLocator.Of(_index, ground);
        var contents = wanted.Select(map => _reading.Of(map, ground, sheets[0].Denominator)).ToArray();
        // Letters are as large on all maps of a territory.
        var share = contents.Min(content =>
            Page(pages, ground, content.Sources, content.Cited, locator, content.Map.Tuiles)
                .ShareFor(content, sheets[0].Denominator, NumberOf(content.Map)));
        foreach (var content in contents)
        {
            request.Budget.Look();
            Shown = [.. Shown.Union(content.Sources)];
            var number = NumberOf(content.Map);
            var page = Page(pages, ground, content.Sources, content.Cited, locator, content.Map.Tuiles);
            for (var sheet = 0; sheet < sheets.Count; sheet++)
                page.Draw(content, share, sheets[sheet].Extent, sheets[sheet].Denominator,
                    sheets.Count == 1 ? number : $"{number} – {(IsFrench ? "feuille" : "sheet")} {sheet + 1}/{sheets.Count}",
                    isNamed: ground.Type != BuiltInTerritories.Commune);
        }
    }

    private PlatePage Page(PdfPages pages, TerritoryGround ground, IReadOnlyList<CatalogLayer> layers, CatalogLayer? cited,
        PlateLocator locator, bool withTiles)
    {
        var latest = layers.Select(layer => layer.Publication.Published).DefaultIfEmpty(DateTime.UnixEpoch).Max();
        var contact = asked.Model.Contact ?? [request.Catalog.Service.Contact.Organization];
        var background = withTiles ? tools.Background : null;
        var subject = new PlateSubject(asked.Model, ground, PlateWords.Type(request, ground), PlateWords.Code(ground, request.Language),
            locator.Parents, asked.Updated ?? DateOnly.FromDateTime(latest),
            cited is null ? request.SiteUrl : $"{request.SiteUrl}/versions/{cited.Version}/ogc", contact,
            background?.TitleFor(ground), request.Language);
        var map = new PlateMap(ground, _index.OfType(BuiltInTerritories.Commune).Layer, tools.Renderer, request.Budget)
        {
            Members = Members(ground),
            Background = background,
        };
        return new(pages, asked.Paper, subject, map, locator, tools.Fonts, tools.Legends, request.Budget);
    }

    private IReadOnlyList<long> Members(TerritoryGround ground) => ground.Declared is { Type: not BuiltInTerritories.Commune } known
        ? [.. _index.ChildrenOf(known).SelectMany(commune => commune.Features)] : [];
}
