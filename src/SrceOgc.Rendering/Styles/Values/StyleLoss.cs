namespace SrceOgc.Rendering.Styles.Values;

public enum LossKind : byte
{
    /// <summary>Drawn otherwise than the style says.</summary>
    Approximated,

    /// <summary>Not drawn at all.</summary>
    Refused,
}

/// <summary>
/// Something of a style that is not drawn exactly, for the publication report: <paramref name="Feature"/> names the
/// thing in the style's own words, <paramref name="Message"/> says in French what was done instead.
/// </summary>
public sealed record StyleLoss(LossKind Kind, string Feature, string Message)
{
    public override string ToString() => $"{Feature} : {Message}";
}

/// <summary>The losses met while one style is read, each said once.</summary>
public sealed class StyleLosses
{
    private const int MaxKept = 100;
    private readonly List<StyleLoss> _all = [];

    public IReadOnlyList<StyleLoss> All => _all;

    /// <summary>Set where an expression of the style depends on the moment or on chance.</summary>
    public bool IsVolatile { get; set; }

    /// <summary>Set where an expression of the style asks what its form says of the fields.</summary>
    public bool AsksForm { get; set; }

    /// <summary>What the layer whose style is read may be called in its expressions.</summary>
    public IReadOnlyList<string> LayerNames { get; init; } = [];

    public void Approximate(string feature, string message) => Add(new StyleLoss(LossKind.Approximated, feature, message));

    public void Refuse(string feature, string message) => Add(new StyleLoss(LossKind.Refused, feature, message));

    private void Add(StyleLoss loss)
    {
        if (_all.Count < MaxKept && !_all.Contains(loss))
            _all.Add(loss);
    }
}
