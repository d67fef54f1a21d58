using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>The other side failed in a way that may pass; the message is French.</summary>
internal sealed class TemporaryFaultException(string message) : Exception(message);

/// <summary>
/// How long the server bears with others: an attempt is given up when nothing comes for <paramref name="Stall"/>, tried again
/// after delays that double, and a partner that only fails is left alone for <paramref name="Break"/>.
/// </summary>
public sealed record RetryPolicy(TimeSpan Stall, TimeSpan Total, TimeSpan FirstDelay, int Retries, TimeSpan Break)
{
    public static readonly RetryPolicy Usual =
        new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromSeconds(2), 4, TimeSpan.FromMinutes(5));

    public ResiliencePipeline NewPipeline() => new ResiliencePipelineBuilder()
        .AddTimeout(Total)
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = MayPass(),
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = TimeSpan.FromMinutes(1),
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = MayPass(),
            FailureRatio = 1,
            MinimumThroughput = Retries + 1,
            SamplingDuration = TimeSpan.FromMinutes(10),
            BreakDuration = Break,
        })
        .Build();

    /// <summary>Why a call came to nothing, in French.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        OutboundException or TemporaryFaultException => fault.Message,
        TimeoutException or TimeoutRejectedException => "l'hôte ne répond plus",
        BrokenCircuitException => "l'hôte n'a fait qu'échouer ; il est laissé en paix quelques minutes",
        _ => $"l'hôte ne répond pas comme il faut ({fault.Message})",
    };

    public static bool IsOutbound(Exception fault) =>
        fault is OutboundException or TemporaryFaultException or TimeoutException or TimeoutRejectedException or BrokenCircuitException
            or HttpRequestException or HttpIOException;

    private static PredicateBuilder<object> MayPass() => new PredicateBuilder()
        .Handle<HttpRequestException>(static fault => fault.InnerException is not OutboundException).Handle<HttpIOException>()
            .Handle<TimeoutException>().Handle<TemporaryFaultException>();
}
