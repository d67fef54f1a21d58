using System.Collections.Concurrent;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// Documents computed once per catalogue (capabilities by version, language and public address). Bounded in number and bytes, and the one
/// unused
/// for longest goes first: the public address may come from the request, and a client must neither fill the memory nor keep the documents
/// of
/// others from being kept.
/// </summary>
internal sealed class AnswerMemo
{
    private const int MostAnswers = 64;
    private const long MostBytes = 64 << 20;

    private sealed class Entry(byte[] answer, long used)
    {
        public byte[] Answer { get; } = answer;

        public long Used { get; set; } = used;
    }

    private readonly ConcurrentDictionary<string, Entry> _answers = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _bytes;
    private long _uses;

    public byte[] GetOrAdd(string key, Func<byte[]> make)
    {
        if (_answers.TryGetValue(key, out var known))
        {
            known.Used = Interlocked.Increment(ref _uses);
            return known.Answer;
        }

        var answer = make();
        if (answer.Length <= MostBytes / 4)
            Keep(key, answer);
        return answer;
    }

    private void Keep(string key, byte[] answer)
    {
        lock (_lock)
        {
            if (!_answers.TryAdd(key, new(answer, Interlocked.Increment(ref _uses))))
                return;
            _bytes += answer.Length;
            while (_answers.Count > MostAnswers || _bytes > MostBytes)
                if (_answers.TryRemove(_answers.MinBy(static pair => pair.Value.Used).Key, out var gone))
                    _bytes -= gone.Answer.Length;
        }
    }
}
