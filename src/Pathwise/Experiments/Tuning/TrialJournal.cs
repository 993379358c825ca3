using Pathwise.Experiments.Runs;

namespace Pathwise.Experiments.Tuning;

/// <summary>The journal of a search: <c>trials.jsonl</c> has a line for each trial at each rung, in the order in which
/// the search asks for them.</summary>
/// <remarks>A result that is ready before its predecessors waits in memory, so that the journal has the same bytes for
/// any number of threads; if the process is killed meanwhile, the trial's run has it still.</remarks>
internal sealed class TrialJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly JournalFile<TrialResult> _file;
    private readonly SortedDictionary<int, TrialResult> _waiting = [];
    private int _written;

    /// <exception cref="BadInputException">The file cannot be written, or is damaged.</exception>
    internal TrialJournal(string path, TuningSpace space, TimeProvider time)
    {
        (_path, _file) = (path, new(path, TrialLine.Of(space), time));
        _written = _file.Lines.Count;
    }

    /// <summary>The result at a place that was known when the journal was opened, or null.</summary>
    /// <param name="line">The place, from 0.</param>
    /// <param name="asked">What the search asks for there, without a value.</param>
    /// <exception cref="BadInputException">The journal tells of something else there.</exception>
    internal TrialResult? Find(int line, TrialResult asked)
    {
        if (line >= _file.Lines.Count) return null;
        var known = _file.Lines[line];
        return known.Trial == asked.Trial && known.Bracket == asked.Bracket && known.Rung == asked.Rung
            && known.Steps == asked.Steps && known.Values.SequenceEqual(asked.Values)
            && known.Seeds.SequenceEqual(asked.Seeds)
            ? known
            : throw new BadInputException(
                $"The journal '{_path}' is not this search's: line {line + 1} tells of trial {known.Trial} at "
                + $"{known.Steps} steps, where the search asks for trial {asked.Trial} at {asked.Steps} steps, or with "
                + "other settings; it was altered, so the search cannot be resumed.");
    }

    /// <summary>Takes a result; any thread may.</summary>
    /// <param name="line">Its place.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    internal void Add(int line, TrialResult result)
    {
        lock (_lock)
        {
            _waiting.Add(line, result);
            for (; _waiting.Remove(_written, out var next); _written++) _file.Write(next);
        }
    }

    /// <summary>Waits until the disk has it.</summary>
    internal void Flush() => _file.Flush();

    public void Dispose() => _file.Dispose();
}
