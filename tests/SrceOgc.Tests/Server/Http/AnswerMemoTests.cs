using SrceOgc.Server.Catalogs;

namespace SrceOgc.Tests.Server.Http;

public sealed class AnswerMemoTests
{
    [Fact]
    public void What_is_asked_for_stays_whatever_else_comes()
    {
        var memo = new AnswerMemo();
        var made = 0;
        byte[] Make()
        {
            made++;
            return [1];
        }

        memo.GetOrAdd("capacités", Make);
        for (var i = 0; i < 1000; i++)
        {
            memo.GetOrAdd($"autre {i}", static () => new byte[100]);
            memo.GetOrAdd("capacités", Make);
        }

        Assert.Equal(1, made);
    }

    [Fact]
    public void Its_bytes_are_bounded()
    {
        var memo = new AnswerMemo();
        var made = 0;
        byte[] Large()
        {
            made++;
            return new byte[8 << 20];
        }

        for (var i = 0; i < 20; i++)
            memo.GetOrAdd($"grand {i}", Large);
        Assert.Equal(20, made);
        memo.GetOrAdd("grand 0", Large);
        Assert.Equal(21, made);
        memo.GetOrAdd("grand 19", Large);
        Assert.Equal(21, made);
    }
}
