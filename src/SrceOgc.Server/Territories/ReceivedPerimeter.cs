using Microsoft.AspNetCore.Http.Features;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Territories;

/// <summary>
/// The body of a perimeter in a file and a folder of its own, which go with it. Not in memory: who sends waits for a turn to be read,
/// and a crowd that waits would hold its ten megabytes each.
/// </summary>
internal sealed class ReceivedPerimeter : IDisposable
{
    private const string Prefix = "perimetre-recu-";

    private readonly string _folder;

    private ReceivedPerimeter(string dataFolder)
    {
        _folder = Path.Combine(dataFolder, $"{Prefix}{Guid.NewGuid():N}");
        Directory.CreateDirectory(_folder);
    }

    public string File => Path.Combine(_folder, "recu");

    /// <exception cref="ServiceException">413: larger than a perimeter may be.</exception>
    public static async Task<ReceivedPerimeter> Of(ServiceRequest request, string dataFolder)
    {
        if (request.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = RequestLimits.PerimeterBytes + 1;
        var received = new ReceivedPerimeter(dataFolder);
        try
        {
            await using var file = new FileStream(received.File, FileMode.CreateNew, FileAccess.Write);
            await request.Context.Request.Body.CopyToAsync(file, request.Aborted);
            return file.Length <= RequestLimits.PerimeterBytes ? received : throw TooLarge();
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }

    /// <summary>What a server that was killed had not done with.</summary>
    public static void Tidy(string dataFolder)
    {
        foreach (var folder in Directory.EnumerateDirectories(dataFolder, Prefix + "*"))
            Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ServiceException TooLarge() => new("TooLarge", null, new(
        $"Le périmètre dépasse {RequestLimits.PerimeterBytes >> 20} Mo.",
        $"The perimeter exceeds {RequestLimits.PerimeterBytes >> 20} MB."), 413);
}
