using System.IO.Compression;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Images;
using SrceOgc.Server.Http;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>A document for each commune of a territory, in one archive; the same bytes for the same inputs.</summary>
/// <param name="request">Who asks.</param>
/// <param name="asked">Of the territory the communes belong to.</param>
/// <param name="territories">Finds them.</param>
/// <param name="seriesOf">The document of one.</param>
internal sealed class PlateBatch(
    ServiceRequest request, PlateRequest asked, TerritoryRequests territories, Func<PlateRequest, PlateSeries> seriesOf)
{
    /// <summary>Writes the archive, and tells each document that is in it.</summary>
    /// <exception cref="ServiceException">No communes, or too many pages.</exception>
    public void Write(ByteSink file, Action<PlateRequest, PlateSeries, ByteSink> written)
    {
        var communes = Communes();
        PlateSeries.Count(communes.Count * asked.Model.Planches.Count(map => asked.Only is null || map.Cle == asked.Only));
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var commune in communes)
                Add(zip, asked with { Ground = territories.Require(request, commune.Type, commune.Code), WithCommunes = false }, written);
        file.Write(archive.GetBuffer().AsSpan(0, (int)archive.Length));
    }

    private IReadOnlyList<Territory> Communes()
    {
        var communes = asked.Ground.Declared is { Type: not BuiltInTerritories.Commune } known
            ? TerritoryIndex.Of(request.Catalog).ChildrenOf(known).OrderBy(commune => commune.Code, StringComparer.Ordinal).ToArray() : [];
        return communes.Length > 0 ? communes : throw new ServiceException("NotFound", "code", new(
            $"Le territoire « {asked.Ground.Name} » n'est pas fait de communes : demandez sa fiche en .pdf.",
            $"Territory '{asked.Ground.Name}' is not made of communes: ask for its plates as .pdf."), 404);
    }

    private void Add(ZipArchive zip, PlateRequest of, Action<PlateRequest, PlateSeries, ByteSink> written)
    {
        using var document = new ByteSink(request.Budget);
        var series = seriesOf(of);
        series.Write(document);
        request.Budget.Take(document.Length);
        // A PDF is packed already.
        var entry = zip.CreateEntry(of.FileName, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using (var stream = entry.Open())
            stream.Write(document.Span);
        written(of, series, document);
    }
}
