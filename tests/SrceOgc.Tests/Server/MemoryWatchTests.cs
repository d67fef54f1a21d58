using SrceOgc.Server;

namespace SrceOgc.Tests.Server;

public sealed class MemoryWatchTests
{
    private const long Mebi = 1 << 20;

    [Theory]
    [InlineData(383, 0, false)]
    [InlineData(385, 0, true)]
    [InlineData(500, 400, false)] // What is alive is not garbage.
    [InlineData(601, 400, true)]
    public void Memory_is_given_back_where_much_of_it_can_be(long held, long alive, bool expected) =>
        Assert.Equal(expected, MemoryWatch.IsWorthIt(held * Mebi, alive * Mebi));
}
