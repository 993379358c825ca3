using Pathwise.ArchitectureSearch;

namespace Pathwise.Experiments.Runs;

/// <summary>The journal of a search: <c>children.jsonl</c> has a line for each child, in order of their
/// indices.</summary>
/// <remarks>A child that is ready before its predecessors waits in <c>unfinished.jsonl</c>, so that nothing that was
/// trained is lost and the journal still has the same bytes for any number of workers. That file is empty between
/// batches.</remarks>
internal sealed class SearchJournal : ISearchJournal, IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly JournalFile<Child> _ordered, _unfinished;
    private readonly List<Child> _written = [];
    private readonly SortedDictionary<int, Child> _waiting = [];
    private readonly HashSet<int> _inUnfinished = [];

    /// <exception cref="BadInputException">A file cannot be written, or is damaged.</exception>
    internal SearchJournal(RunFolder folder, ISearchSpace space, TimeProvider time)
    {
        _path = folder.Children;
        var format = ChildLine.Of(space);
        _ordered = new(folder.Children, format, time);
        try
        {
            _unfinished = new(folder.Unfinished, format, time);
        }
        catch
        {
            _ordered.Dispose();
            throw;
        }

        _written.AddRange(_ordered.Lines);
        for (var i = 0; i < _written.Count; i++)
            if (_written[i].Index != i)
                throw Altered(i, $"it tells of child {_written[i].Index}");
        foreach (var child in _unfinished.Lines)
            if (_inUnfinished.Add(child.Index))
                Early[child.Index] = child;
    }

    /// <summary>Told when a batch is over.</summary>
    internal Action<SearchLoop>? BatchEnded { get; set; }

    /// <summary>Told each child that was not in the journal before, with a lock held.</summary>
    internal Action<Child>? ChildAdded { get; set; }

    /// <summary>The children of the journal, in order.</summary>
    internal IReadOnlyList<Child> Children => _written;

    /// <summary>What was ready before its predecessors when the process ended.</summary>
    private Dictionary<int, Child> Early { get; } = [];

    public ChildResult? Find(int index, Genotype genotype)
    {
        lock (_lock)
        {
            var known = index < _written.Count ? _written[index] : Early.GetValueOrDefault(index);
            if (known is null) return null;
            return known.Genotype.Equals(genotype)
                ? known.Result
                : throw Altered(index, $"it tells of {known.Genotype} where the search proposes {genotype}");
        }
    }

    public void Add(Child child)
    {
        lock (_lock)
        {
            if (child.Index < _written.Count) return;
            ChildAdded?.Invoke(child);
            if (child.Index > _written.Count)
            {
                _waiting[child.Index] = child;
                if (_inUnfinished.Add(child.Index)) _unfinished.Write(child);
                return;
            }

            for (Child? next = child; next is not null; _waiting.Remove(_written.Count, out next))
            {
                _ordered.Write(next);
                _written.Add(next);
            }
        }
    }

    public void EndBatch(SearchLoop loop)
    {
        if (_inUnfinished.Count > 0)
        {
            _ordered.Flush();                       // no child may be in neither file, even after a power cut
            _unfinished.Clear();
            _inUnfinished.Clear();
            Early.Clear();
        }

        BatchEnded?.Invoke(loop);
    }

    /// <summary>Waits until the disk has the journal.</summary>
    internal void Flush() => _ordered.Flush();

    public void Dispose()
    {
        _ordered.Dispose();
        _unfinished.Dispose();
    }

    private BadInputException Altered(int index, string what) => new(
        $"The journal '{_path}' is not this search's: at child {index} {what}; it was altered, so the search cannot be "
        + "resumed.");
}
