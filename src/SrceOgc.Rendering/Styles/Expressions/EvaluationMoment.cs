using System.Security.Cryptography;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// What expressions that depend on the moment or on chance are given: one per request, so that now() is the same in all layers, and rand()
/// or uuid() of a feature are the same in the rules, symbols and labels that ask for them.
/// </summary>
/// <param name="Now">In UTC.</param>
/// <param name="Chance">Another number for each request.</param>
public sealed record EvaluationMoment(DateTime Now, int Chance)
{
    public static EvaluationMoment Next(TimeProvider? clock = null) => new((clock ?? TimeProvider.System).UtcNow(),
        RandomNumberGenerator.GetInt32(int.MaxValue));
}
