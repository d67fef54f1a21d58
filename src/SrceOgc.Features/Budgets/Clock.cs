namespace SrceOgc.Features.Budgets;

public static class Clock
{
    /// <summary>The present moment of a clock, in UTC.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;
}
