using System.Collections.Concurrent;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// Documents computed once per catalogue (capabilities by version, language and public address). Bounded: the public
/// address may come from the request, and a client must not be able to fill the memory with them.
/// </summary>
internal sealed class AnswerMemo
{
    private const int MostAnswers = 64;

    private readonly ConcurrentDictionary<string, byte[]> _answers = new(StringComparer.Ordinal);

    public byte[] GetOrAdd(string key, Func<byte[]> make)
    {
        if (_answers.TryGetValue(key, out var answer))
            return answer;
        answer = make();
        if (_answers.Count < MostAnswers)
            _answers.TryAdd(key, answer);
        return answer;
    }
}
