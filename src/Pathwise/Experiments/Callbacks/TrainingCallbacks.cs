namespace Pathwise.Experiments.Callbacks;

/// <summary>The callbacks of a training in their order, and how many of them the last update still waits for.</summary>
internal sealed class TrainingCallbacks(IReadOnlyList<ITrainingCallback> callbacks) : ISaved
{
    private int _next = callbacks.Count;

    /// <summary>Whether the last update was interrupted before all of them were called.</summary>
    internal bool IsPending => _next < callbacks.Count;

    /// <summary>An update has been learned from.</summary>
    internal void Begin() => _next = 0;

    /// <summary>Calls those that have not been called since the last update.</summary>
    /// <returns>False if one was interrupted; it is called again the next time.</returns>
    internal bool Call(TrainingMoment moment)
    {
        try
        {
            for (; IsPending; _next++)
            {
                callbacks[_next].Updated(moment);
                if (moment.StopReason is null) continue;
                _next = callbacks.Count;
                break;
            }
        }
        catch (OperationCanceledException) when (moment.Cancellation.IsCancellationRequested)
        {
            return false;
        }

        return true;
    }

    public void Save(IStateWriter writer)
    {
        writer.Write<int>("next", [_next]);
        for (var i = 0; i < callbacks.Count; i++) callbacks[i].Save(writer.Part($"callback{i}"));
    }

    public void Load(IStateReader reader)
    {
        reader.Read("next", new Span<int>(ref _next));
        for (var i = 0; i < callbacks.Count; i++) callbacks[i].Load(reader.Part($"callback{i}"));
    }
}
