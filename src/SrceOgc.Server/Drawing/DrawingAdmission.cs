using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;

namespace SrceOgc.Server.Drawing;

/// <summary>
/// Admission of drawings by what they cost: a bounded number and a bounded sum of bytes at once, a bounded queue, a short wait. The
/// clock of the request's budget runs from its admission on. What cannot be taken is refused at once with 503 and Retry-After,
/// so that an overloaded server still answers what it has begun.
/// </summary>
internal sealed class DrawingAdmission
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Bytes of an answer: smaller ones do not count.</summary>
    private const int LeastHeld = 1 << 20;

    /// <summary>Unless a setting says otherwise: this part of the memory the server may use, this much at most.</summary>
    private const long ShareOfMemory = 4, MostBytes = 384L << 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly DrawingPlaces _places;

    public DrawingAdmission(Settings settings)
        : this(new DrawingPlaces(SlotsOf(settings), BytesOf(settings), settings.DrawingQueue))
    {
    }

    public DrawingAdmission(DrawingPlaces places) => _places = places;

    private static int SlotsOf(Settings settings) => settings.DrawingSlots > 0 ? settings.DrawingSlots : 2 * Environment.ProcessorCount;

    private static long BytesOf(Settings settings) => settings.DrawingMegabytes > 0
        ? (long)settings.DrawingMegabytes << 20
        : Math.Min(MostBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory);

    /// <exception cref="ServiceException">400: larger than all drawings may be. 503: no place in time, or the budget is used
    /// up.</exception>
    public async Task<T> Take<T>(DrawingCost cost, RequestBudget budget, Func<T> draw, CancellationToken aborted)
    {
        if (cost.Bytes > Math.Min(_places.MostBytes, budget.BytesLeft))
            throw TooLarge(cost.Bytes, Math.Min(_places.MostBytes, budget.BytesLeft));
        if (!await _places.Enter(cost, LongestWait, aborted))
            throw Busy();
        using var lease = new DrawingLease(_places, cost);
        using var counting = budget.CountWith(lease.Count);
        // A heavy drawing does not hold one of the few threads that all requests share.
        return cost.IsHeavy
            ? await Task.Factory.StartNew(
                () => Work(budget, draw), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : Work(budget, draw);
    }

    /// <summary>What was drawn stays in memory until its client has taken it.</summary>
    /// <exception cref="ServiceException">503: too much of it already.</exception>
    public IDisposable? Hold(int bytes)
    {
        if (bytes < LeastHeld)
            return null;
        var lease = new DrawingLease(_places, null);
        lease.Count(bytes);
        return lease;
    }

    private static T Work<T>(RequestBudget budget, Func<T> draw)
    {
        budget.Start();
        try
        {
            return draw();
        }
        catch (BudgetExceededException spent)
        {
            throw spent.Resource == SpentResource.Time ? TooLong(spent.Longest) : TooMuch(spent.MostBytes);
        }
        catch (OutOfMemoryException)
        {
            throw Busy();
        }
        finally
        {
            budget.Pause();
        }
    }

    private static ServiceException TooLong(TimeSpan longest) => Refusal(
        $"La carte n'a pas pu être dessinée en {longest.TotalSeconds:0} s. Demandez moins de couches ou une image plus petite.",
        $"The map could not be drawn within {longest.TotalSeconds:0} s. Ask for fewer layers or a smaller image.");

    private static ServiceException TooMuch(long most) => Refusal(
        $"La carte demande plus de {most >> 20} Mo de mémoire. Demandez moins de couches ou une image plus petite.",
        $"The map needs more than {most >> 20} MB of memory. Ask for fewer layers or a smaller image.");

    public static ServiceException Busy() => Refusal(
        "Le serveur dessine déjà autant de cartes qu'il peut ; recommencez dans quelques secondes.",
        "The server is drawing as many maps as it can; try again in a few seconds.");

    private static ServiceException Refusal(string french, string english) =>
        new("NoApplicableCode", null, new(french, english), 503) { RetryAfter = RetryAfterSeconds };

    /// <summary>Waiting would not help.</summary>
    private static ServiceException TooLarge(long bytes, long most) => new("InvalidParameterValue", "WIDTH", new(
        $"WIDTH : une image de cette taille demande {bytes >> 20} Mo de mémoire ; ce serveur en accorde {most >> 20} Mo à un dessin. "
        + "Demandez une image plus petite.",
        $"WIDTH: an image of this size needs {bytes >> 20} MB of memory; this server grants {most >> 20} MB to a drawing. "
        + "Ask for a smaller image."));
}
