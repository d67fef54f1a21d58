namespace SrceOgc.Publishing.Comparisons;

/// <summary>
/// Finds which feature of the later version is which of the earlier, among those that are not simply the same under the same
/// identifier. Identifiers are believed, unless most of what differs is there again under another one: then the table was
/// numbered anew, and equal content, a code, an equal geometry or equal values say who is who, in this order.
/// </summary>
internal sealed class FeaturePairing
{
    private const int None = -1, Several = -2;

    private readonly List<FeatureHash> _before, _after;
    private readonly int[] _afterOf, _beforeOf;
    private int _pairs;

    private FeaturePairing(List<FeatureHash> before, List<FeatureHash> after)
    {
        (_before, _after) = (before, after);
        (_afterOf, _beforeOf) = (new int[before.Count], new int[after.Count]);
        _afterOf.AsSpan().Fill(None);
        _beforeOf.AsSpan().Fill(None);
    }

    /// <param name="before">What of the earlier version is not the same in the later.</param>
    /// <param name="after">What of the later version is not the same in the earlier.</param>
    /// <param name="isCodeAsked">Somebody declared the code: it then goes before the identifier.</param>
    public static Differences Pair(List<FeatureHash> before, List<FeatureHash> after, bool isCodeAsked)
    {
        var pairing = new FeaturePairing(before, after);
        pairing.PairEqualContent();
        var isRenumbered = before.Count > 0 && after.Count > 0 && 2 * pairing._pairs > Math.Min(before.Count, after.Count);
        if (!isRenumbered)
            pairing = new(before, after);
        if (isRenumbered || isCodeAsked)
            pairing.PairUnique(hash => hash.Code);
        if (isRenumbered)
            pairing.PairHalves();
        else
            pairing.PairUnique(hash => unchecked((ulong)hash.Id) + 1);
        return pairing.Result(isRenumbered);
    }

    private void PairHalves()
    {
        PairUnique(hash => hash.Geometry);
        PairUnique(hash => hash.Values);
    }

    /// <summary>Features equal among themselves pair in turn: which of them is which does not matter.</summary>
    private void PairEqualContent()
    {
        var first = new Dictionary<UInt128, int>(_before.Count);
        var next = new int[_before.Count];
        for (var i = _before.Count - 1; i >= 0; i--)
        {
            next[i] = first.GetValueOrDefault(_before[i].Content, None);
            first[_before[i].Content] = i;
        }

        for (var i = 0; i < _after.Count; i++)
            if (first.TryGetValue(_after[i].Content, out var before) && before != None)
            {
                Pair(before, i);
                first[_after[i].Content] = next[before];
            }
    }

    /// <summary>Pairs what is the only one of its version by this measure; 0 says nothing.</summary>
    private void PairUnique(Func<FeatureHash, ulong> by)
    {
        var (before, after) = (Places(_before, by), Places(_after, by));
        foreach (var (value, place) in before)
            if (place >= 0 && _afterOf[place] == None && after.TryGetValue(value, out var other) && other >= 0 && _beforeOf[other] == None)
                Pair(place, other);
    }

    private static Dictionary<ulong, int> Places(List<FeatureHash> hashes, Func<FeatureHash, ulong> by)
    {
        var places = new Dictionary<ulong, int>(hashes.Count);
        for (var i = 0; i < hashes.Count; i++)
            if (by(hashes[i]) is not 0 and var value && !places.TryAdd(value, i))
                places[value] = Several;
        return places;
    }

    private void Pair(int before, int after)
    {
        (_afterOf[before], _beforeOf[after]) = (after, before);
        _pairs++;
    }

    private Differences Result(bool isRenumbered)
    {
        var (added, removed, changed) = (new List<long>(), new List<long>(), new List<ChangedFeature>());
        var renumbered = 0;
        for (var i = 0; i < _after.Count; i++)
        {
            if (_beforeOf[i] == None)
                added.Add(_after[i].Id);
            else if (_before[_beforeOf[i]] is var before && before.Content == _after[i].Content)
                renumbered++;
            else
                changed.Add(new(before.Id, _after[i].Id, before.Geometry != _after[i].Geometry));
        }

        for (var i = 0; i < _before.Count; i++)
            if (_afterOf[i] == None)
                removed.Add(_before[i].Id);
        return new(added, removed, changed, renumbered, isRenumbered);
    }
}
