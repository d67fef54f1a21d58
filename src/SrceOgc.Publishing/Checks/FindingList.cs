using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>
/// Findings of one layer; the same fault on many rows is one finding with a count and its first row. Bounded, whatever the file
/// holds: so many different messages, so many places of each.
/// </summary>
internal sealed class FindingList(string layer)
{
    private const int MostMessages = 200, MostPlaces = 1000;

    private readonly Dictionary<Text, Finding> _byMessage = [];
    private readonly List<FaultPlace> _places = [];

    public IReadOnlyList<Finding> All => [.. _byMessage.Values];

    /// <summary>Where the row being read lies: the place of its faults that have none of their own.</summary>
    public (double X, double Y) Here { get; set; } = (double.NaN, double.NaN);

    /// <summary>The rows with a fault, for a map of them.</summary>
    public IEnumerable<FaultPlace> Places => _places.Select(place => place with { Finding = _byMessage[place.Finding.Message] });

    /// <param name="severity">How much it matters.</param>
    /// <param name="message">The same words for the same fault.</param>
    /// <param name="advice">What to do about it.</param>
    /// <param name="row">The key of the row.</param>
    /// <param name="x">Where, in the layer's own system.</param>
    /// <param name="y">Where, in the layer's own system.</param>
    public void Add(Severity severity, Text message, Text advice, long? row = null, double x = double.NaN, double y = double.NaN)
    {
        if (row is not null && double.IsNaN(x))
            (x, y) = Here;
        if (!_byMessage.TryGetValue(message, out var known))
        {
            if (_byMessage.Count == MostMessages)
                return;
            known = new Finding(severity, layer, message, advice, row, 0) { X = Place(x), Y = Place(y) };
        }

        _byMessage[message] = known with { Count = known.Count + 1 };
        if (row is { } key && known.Count < MostPlaces)
            _places.Add(new(known, key, x, y));
    }

    /// <summary>Gives a finding, if it was made, the advice that only the whole layer tells.</summary>
    public void Advise(Text message, Text advice)
    {
        if (_byMessage.TryGetValue(message, out var known))
            _byMessage[message] = known with { Advice = advice };
    }

    private static double? Place(double ordinate) => double.IsFinite(ordinate) ? ordinate : null;
}
