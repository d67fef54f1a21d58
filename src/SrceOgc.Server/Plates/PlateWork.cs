using System.Security.Cryptography;
using SrceOgc.Rendering.Images;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Jobs;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>The making of plates that were asked for, within their request or by a job.</summary>
/// <param name="asked">Which.</param>
/// <param name="isArchive">A document for each commune.</param>
/// <param name="isPrivate">They are not for the register.</param>
/// <param name="tools">To draw with.</param>
/// <param name="territories">Finds communes.</param>
/// <param name="indicators">Figures.</param>
/// <param name="register">Of plates given out.</param>
internal sealed class PlateWork(PlateRequest asked, bool isArchive, bool isPrivate, Lazy<PlateTools> tools, TerritoryRequests territories,
    IndicatorReading indicators, PlateRegister register)
{
    /// <exception cref="SrceOgc.Features.Texts.ServiceException">Nothing to show, or too many.</exception>
    public int Pages(RequestedWork work) => isArchive ? BatchOf(work).Pages : SeriesOf(work, asked).Pages;

    /// <summary>As a job.</summary>
    public void Write(RequestedWork work, Stream file, JobProgress progress)
    {
        if (isArchive)
        {
            BatchOf(work).Write(file, progress, (of, series, document) => Keep(work, of, series, document));
            return;
        }

        using var document = new ByteSink(work.Budget);
        WriteOne(work, document, progress, isGivenOut: true);
        file.Write(document.Span);
    }

    /// <summary>Within a request.</summary>
    public bool Write(RequestedWork work, ByteSink file, bool isGivenOut)
    {
        if (!isArchive)
        {
            WriteOne(work, file, JobProgress.Unwatched, isGivenOut);
            return true;
        }

        using var archive = new MemoryStream();
        BatchOf(work).Write(archive, JobProgress.Unwatched, (of, series, document) =>
        {
            if (isGivenOut)
                Keep(work, of, series, document);
        });
        file.Write(archive.GetBuffer().AsSpan(0, (int)archive.Length));
        return true;
    }

    private void WriteOne(RequestedWork work, ByteSink file, JobProgress progress, bool isGivenOut)
    {
        var series = SeriesOf(work, asked);
        series.Write(file, progress);
        if (isGivenOut)
            Keep(work, asked, series, file);
    }

    private PlateBatch BatchOf(RequestedWork work) => new(work, asked, territories, of => SeriesOf(work, of));

    private PlateSeries SeriesOf(RequestedWork work, PlateRequest of) => new(work, of, tools.Value, territories, indicators);

    private void Keep(RequestedWork work, PlateRequest of, PlateSeries series, ByteSink document)
    {
        if (!isPrivate)
            register.Add(new(Convert.ToHexStringLower(SHA256.HashData(document.Span)), work.Now, of.Ground.Type, of.Ground.Code,
                of.Ground.Name, of.Model.Key, [.. series.Shown.Select(layer => layer.Version).Distinct().Order(StringComparer.Ordinal)],
                document.Length));
    }
}
