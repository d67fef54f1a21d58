using System.IO.Compression;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Images;
using SrceOgc.Server.Http;
using SrceOgc.Server.Jobs;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>A document for each commune of a territory, in one archive; the same bytes for the same inputs.</summary>
/// <param name="work">For whom.</param>
/// <param name="asked">Of the territory the communes belong to.</param>
/// <param name="territories">Finds them.</param>
/// <param name="seriesOf">The document of one.</param>
internal sealed class PlateBatch(
    RequestedWork work, PlateRequest asked, TerritoryRequests territories, Func<PlateRequest, PlateSeries> seriesOf)
{
    private readonly Lazy<IReadOnlyList<Territory>> _communes = new(() => CommunesOf(work, asked));

    /// <summary>Pages of all documents together.</summary>
    /// <exception cref="ServiceException">No communes, or too many.</exception>
    public int Pages
    {
        get
        {
            if (_communes.Value.Count > RequestLimits.PlateDocuments)
                throw new ServiceException("TooLarge", "code", new(
                    $"L'archive aurait {_communes.Value.Count} documents, plus que les {RequestLimits.PlateDocuments} permis ; demandez un "
                        + "territoire de moins de communes.",
                    $"The archive would have {_communes.Value.Count} documents, more than the {RequestLimits.PlateDocuments} allowed; ask "
                        + "for a territory of fewer communes."), 413);
            return _communes.Value.Count * seriesOf(asked).Maps;
        }
    }

    /// <summary>Writes the archive, and tells each document that is in it.</summary>
    /// <exception cref="ServiceException">No communes, or too many.</exception>
    public void Write(Stream archive, JobProgress progress, Action<PlateRequest, PlateSeries, ByteSink> written)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (i, commune) in _communes.Value.Index())
        {
            progress.Say(i, _communes.Value.Count, commune.Name);
            Add(zip, asked with { Ground = territories.Require(work.Catalog, commune.Type, commune.Code), WithCommunes = false }, written);
        }
    }

    private static IReadOnlyList<Territory> CommunesOf(RequestedWork work, PlateRequest asked)
    {
        var communes = asked.Ground.Declared is { Type: not BuiltInTerritories.Commune } known
            ? TerritoryIndex.Of(work.Catalog).ChildrenOf(known).OrderBy(commune => commune.Code, StringComparer.Ordinal).ToArray() : [];
        return communes.Length > 0 ? communes : throw new ServiceException("NotFound", "code", new(
            $"Le territoire « {asked.Ground.Name} » n'est pas fait de communes : demandez sa fiche en .pdf.",
            $"Territory '{asked.Ground.Name}' is not made of communes: ask for its plates as .pdf."), 404);
    }

    private void Add(ZipArchive zip, PlateRequest of, Action<PlateRequest, PlateSeries, ByteSink> written)
    {
        using var document = new ByteSink(work.Budget);
        var series = seriesOf(of);
        series.Write(document, JobProgress.Unwatched);
        // A PDF is packed already.
        var entry = zip.CreateEntry(of.FileName, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using (var stream = entry.Open())
            stream.Write(document.Span);
        written(of, series, document);
    }
}
