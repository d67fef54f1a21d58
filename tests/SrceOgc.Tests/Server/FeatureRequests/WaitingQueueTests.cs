using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.FeatureRequests;

namespace SrceOgc.Tests.Server.FeatureRequests;

/// <summary>Turns are awaited, and refused when too many wait.</summary>
public sealed class WaitingQueueTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_finds_the_queue_full_is_told_to_come_again()
    {
        await using var queue = new WaitingQueue(1, 2, Text.Same("plein"));
        var first = await queue.Enter(Stop);
        var (second, third) = (queue.Enter(Stop).AsTask(), queue.Enter(Stop).AsTask());
        var refused = await Assert.ThrowsAsync<ServiceException>(async () => await queue.Enter(Stop));
        Assert.Equal(503, refused.Status);
        Assert.NotNull(refused.RetryAfter);
        Assert.False(second.IsCompleted || third.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        (await third).Dispose();
        (await queue.Enter(Stop)).Dispose();
    }

    [Fact]
    public async Task Who_leaves_gives_the_place_back()
    {
        await using var queue = new WaitingQueue(1, 1, Text.Same("plein"));
        using var first = await queue.Enter(Stop);
        using var left = new CancellationTokenSource();
        var second = queue.Enter(left.Token).AsTask();
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(queue.Enter(Stop).AsTask().IsCompleted);
    }

    [Fact]
    public async Task What_is_not_costly_never_waits()
    {
        var turn = new FeatureAdmission(1, 1);
        using var costly = await turn.Enter(isCostly: true, Stop);
        Assert.True(turn.Enter(isCostly: false, Stop).IsCompletedSuccessfully);
    }
}
