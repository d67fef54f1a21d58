namespace SrceOgc.Server.Drawing;

/// <summary>
/// The places for drawings: so many at once, half of them for heavy ones at most, and so many bytes for all together. Who finds
/// none waits in order of arrival, but nobody waits for one that cannot have its place yet: a tile passes a plate.
/// </summary>
internal sealed class DrawingPlaces(int slots, long mostBytes, int mostWaiting)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private readonly int _heavySlots = Math.Max(1, slots / 2);
    private int _running;
    private int _heavy;
    private long _bytes;

    private sealed record Waiter(DrawingCost Cost, TaskCompletionSource Admitted);

    /// <summary>Bytes of all drawings at most.</summary>
    public long MostBytes => mostBytes;

    /// <summary>Reserved now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>True once the place is taken, until <see cref="Leave"/>; false when the queue is full or the wait too long.</summary>
    public async ValueTask<bool> Enter(DrawingCost cost, TimeSpan longestWait, CancellationToken aborted)
    {
        LinkedListNode<Waiter> node;
        lock (_lock)
        {
            if (TryEnter(cost))
                return true;
            if (_waiting.Count >= mostWaiting)
                return false;
            node = _waiting.AddLast(new Waiter(cost, new(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
        try
        {
            await node.Value.Admitted.Task.WaitAsync(longestWait, aborted);
            return true;
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            if (!GiveUp(node))
                Leave(cost, 0);
            aborted.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>More bytes for a drawing that goes on; false when there are none.</summary>
    public bool TryExtend(long bytes)
    {
        lock (_lock)
        {
            if (_bytes + bytes > mostBytes)
                return false;
            _bytes += bytes;
            return true;
        }
    }

    public void GiveBack(long bytes)
    {
        lock (_lock)
        {
            _bytes -= bytes;
            Admit();
        }
    }

    /// <param name="cost">As it was entered.</param>
    /// <param name="extended">Bytes by which it was extended.</param>
    public void Leave(DrawingCost cost, long extended)
    {
        lock (_lock)
        {
            _running--;
            _heavy -= cost.IsHeavy ? 1 : 0;
            _bytes -= cost.Bytes + extended;
            Admit();
        }
    }

    private void Admit()
    {
        for (var node = _waiting.First; node is not null && _running < slots;)
        {
            var next = node.Next;
            if (TryEnter(node.Value.Cost))
            {
                _waiting.Remove(node);
                node.Value.Admitted.SetResult();
            }
            node = next;
        }
    }

    /// <summary>False when the place was taken in the meantime.</summary>
    private bool GiveUp(LinkedListNode<Waiter> node)
    {
        lock (_lock)
        {
            if (node.List is null)
                return false;
            _waiting.Remove(node);
            return true;
        }
    }

    private bool TryEnter(DrawingCost cost)
    {
        if (_running >= slots || _bytes + cost.Bytes > mostBytes || (cost.IsHeavy && _heavy >= _heavySlots))
            return false;
        _running++;
        _heavy += cost.IsHeavy ? 1 : 0;
        _bytes += cost.Bytes;
        return true;
    }
}
