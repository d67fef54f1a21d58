using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Drawing;

namespace SrceOgc.Tests.Server.Drawing;

/// <summary>Admission by cost: bytes of all drawings are bounded, heavy ones leave places to the others, and what cannot be is
/// refused.</summary>
public sealed class DrawingAdmissionTests
{
    private const long Megabyte = 1 << 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static DrawingCost Light(long megabytes) => new(megabytes * Megabyte, IsHeavy: false);

    private static DrawingCost Heavy(long megabytes) => new(megabytes * Megabyte, IsHeavy: true);

    private static RequestBudget Budget(long megabytes = 512, TimeProvider? clock = null) =>
        new(TimeSpan.FromSeconds(30), megabytes * Megabyte, CancellationToken.None, clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_of_all_drawings_are_bounded_and_a_tile_passes_a_plate()
    {
        var places = new DrawingPlaces(8, 1000 * Megabyte, 10);
        Assert.True(await places.Enter(Light(600), LongestWait, Token));
        var plate = places.Enter(Light(600), LongestWait, Token).AsTask();
        Assert.False(plate.IsCompleted);
        Assert.True(await places.Enter(Light(1), LongestWait, Token));
        Assert.Equal(601 * Megabyte, places.Bytes);
        places.Leave(Light(600), 0);
        Assert.True(await plate);
        Assert.Equal(601 * Megabyte, places.Bytes);
    }

    [Fact]
    public async Task Heavy_drawings_take_half_of_the_places()
    {
        var places = new DrawingPlaces(4, long.MaxValue, 10);
        Assert.True(await places.Enter(Heavy(1), LongestWait, Token));
        Assert.True(await places.Enter(Heavy(1), LongestWait, Token));
        var third = places.Enter(Heavy(1), LongestWait, Token).AsTask();
        Assert.False(third.IsCompleted);
        Assert.True(await places.Enter(Light(1), LongestWait, Token));
        Assert.True(await places.Enter(Light(1), LongestWait, Token));
        places.Leave(Light(1), 0);
        Assert.False(third.IsCompleted);
        places.Leave(Heavy(1), 0);
        Assert.True(await third);
    }

    [Fact]
    public async Task The_queue_is_bounded_and_who_leaves_it_takes_nothing()
    {
        var places = new DrawingPlaces(1, long.MaxValue, 1);
        Assert.True(await places.Enter(Light(1), LongestWait, Token));
        using var client = new CancellationTokenSource();
        var waiting = places.Enter(Light(1), LongestWait, client.Token).AsTask();
        Assert.False(await places.Enter(Light(1), LongestWait, Token));
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(await places.Enter(Light(1), TimeSpan.Zero, Token));
        places.Leave(Light(1), 0);
        Assert.True(await places.Enter(Light(1), LongestWait, Token));
        Assert.Equal(Megabyte, places.Bytes);
    }

    [Fact]
    public async Task What_a_drawing_turns_out_to_need_counts_too_and_all_comes_back()
    {
        var places = new DrawingPlaces(2, 100 * Megabyte, 10);
        var turn = new DrawingAdmission(places);
        var held = await turn.Take(Light(10), Budget(), () => places.Bytes, Token);
        Assert.Equal(10 * Megabyte, held);
        using var budget = Budget();
        Assert.Equal(60 * Megabyte, await turn.Take(Light(10), budget, () => Taken(budget, 60, places), Token));
        var busy = await Assert.ThrowsAsync<ServiceException>(() => turn.Take(Light(10), budget, () => Taken(budget, 120, places), Token));
        Assert.Equal((503, true), (busy.Status, busy.RetryAfter > 0));
        Assert.Equal(0, places.Bytes);
        Assert.Equal(512 * Megabyte, budget.BytesLeft);
    }

    private static long Taken(RequestBudget budget, long megabytes, DrawingPlaces places)
    {
        budget.Take(megabytes * Megabyte);
        var bytes = places.Bytes;
        budget.GiveBack(megabytes * Megabyte);
        return bytes;
    }

    [Fact]
    public void An_answer_counts_until_it_is_sent()
    {
        var places = new DrawingPlaces(2, 100 * Megabyte, 10);
        var turn = new DrawingAdmission(places);
        using (turn.Hold(80 * (int)Megabyte))
        {
            Assert.Equal(80 * Megabyte, places.Bytes);
            Assert.Equal(503, Assert.Throws<ServiceException>(() => turn.Hold(30 * (int)Megabyte)).Status);
        }
        Assert.Equal(0, places.Bytes);
    }

    [Fact]
    public async Task An_image_larger_than_all_drawings_may_be_is_refused_with_the_limit()
    {
        var turn = new DrawingAdmission(new DrawingPlaces(4, 32 * Megabyte, 10));
        using var budget = Budget();
        var refusal = await Assert.ThrowsAsync<ServiceException>(() =>
            turn.Take(DrawingCost.Of(40_000_000, 0, false), budget, () => 0, Token));
        Assert.Equal(("InvalidParameterValue", "WIDTH"), (refusal.Code, refusal.Locator));
        Assert.Contains("32 Mo", refusal.Text.French, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Out_of_memory_out_of_time_and_out_of_bytes_are_503(bool isHeavy)
    {
        var places = new DrawingPlaces(4, 100 * Megabyte, 10);
        var turn = new DrawingAdmission(places);
        using var budget = Budget(64);
        var cost = isHeavy ? Heavy(1) : Light(1);
        foreach (var work in (Func<int>[])[() => throw new OutOfMemoryException(), () => Spend(budget), () => OutOfTime()])
        {
            var refusal = await Assert.ThrowsAsync<ServiceException>(() => turn.Take(cost, budget, work, Token));
            Assert.Equal((503, true), (refusal.Status, refusal.RetryAfter > 0));
            Assert.Equal(0, places.Bytes);
        }
    }

    private static int Spend(RequestBudget budget)
    {
        budget.Take(65 * Megabyte);
        return 0;
    }

    private static int OutOfTime()
    {
        using var spent = new RequestBudget(TimeSpan.Zero, long.MaxValue, CancellationToken.None);
        spent.Start();
        SpinWait.SpinUntil(() => spent.IsUsedUp);
        spent.Look();
        return 0;
    }

    [Fact]
    public void A_sent_style_and_a_large_image_are_heavy()
    {
        Assert.False(DrawingCost.Of(256 * 256, 0, false).IsHeavy);
        Assert.True(DrawingCost.Of(256 * 256, 0, true).IsHeavy);
        Assert.True(DrawingCost.Of(8000 * 5000, 0, false).IsHeavy);
        Assert.True(DrawingCost.Of(1000, 2, false).Bytes > DrawingCost.Of(1000, 0, false).Bytes);
    }
}
