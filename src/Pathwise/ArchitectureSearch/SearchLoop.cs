using System.Runtime.ExceptionServices;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch;

/// <summary>A search: batches are proposed, evaluated by all workers, and learned from.</summary>
/// <remarks>
/// <para>The seed of a child's training is child <c>i</c> of the run's third stream, where i is its index; the
/// strategy draws from the second. So the result is the same for any number of workers. Where the networks of a batch
/// are the same, the first is evaluated and the others share its result.</para>
/// <para>A child that fails or diverges has the reward that its options state. A failure is shared within its batch
/// only: the network is tried again when it is proposed again.</para>
/// <para>What is saved is the strategy, its stream, and the counters. Children are not: they are in the journal, and
/// are given back by <see cref="Recall"/>.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
public sealed class SearchLoop : ISaved
{
    private readonly ISearchStrategy _strategy;
    private readonly IChildEvaluator _evaluator;
    private readonly SearchReward _reward;
    private readonly SearchOptions _options;
    private readonly SeedSequence _childSeeds;
    private readonly Workers? _workers;
    private readonly ISearchJournal? _journal;
    private readonly List<Child> _children = [];
    private readonly Dictionary<string, int> _firstOf = new(StringComparer.Ordinal);
    private Rng _rng;
    private int _batches, _failuresInARow;

    /// <inheritdoc cref="SearchLoop"/>
    /// <param name="strategy">What designs networks.</param>
    /// <param name="evaluator">What finds out what they are worth.</param>
    /// <param name="reward">What the search is after.</param>
    /// <param name="options">How long it goes on.</param>
    /// <param name="seeds">The run's seeds, to be split as <see cref="RunSeeds"/> says.</param>
    /// <param name="workers">The threads that wait for evaluations; null for this one alone.</param>
    /// <param name="journal">What keeps the children; null for nobody.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public SearchLoop(
        ISearchStrategy strategy, IChildEvaluator evaluator, SearchReward reward, SearchOptions options,
        SeedSequence seeds, Workers? workers = null, ISearchJournal? journal = null)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(reward);
        (_strategy, _evaluator, _reward, _workers, _journal) = (strategy, evaluator, reward, workers, journal);
        _options = SearchOptions.Settings.Validated(options);
        _childSeeds = RunSeeds.Environments(seeds);
        _rng = new(RunSeeds.Acting(seeds));
    }

    /// <summary>All children of the batches that were learned from, in order.</summary>
    public IReadOnlyList<Child> Children => _children;

    /// <summary>Batches that were learned from.</summary>
    public int Batches => _batches;

    /// <summary>The strategy.</summary>
    public ISearchStrategy Strategy => _strategy;

    /// <summary>What the search is after.</summary>
    public SearchReward Reward => _reward;

    /// <summary>The child of the highest reward, the first of equals; null while none was trained.</summary>
    public Child? Best { get; private set; }

    /// <summary>Children whose result was that of an earlier one.</summary>
    public int Reused { get; private set; }

    /// <summary>Children that diverged or failed.</summary>
    public int Broken { get; private set; }

    /// <summary>The mean reward of the last batch; NaN before the first.</summary>
    public double LastMeanReward { get; private set; } = double.NaN;

    /// <summary>Whether all children have been proposed.</summary>
    public bool IsFinished => _children.Count >= _options.Children;

    /// <summary>Why nothing goes on: the sentence of the last of too many failures in a row, or what has diverged in
    /// the strategy; null as long as the search is well. What is in the journal already does not count: a search that
    /// was given up can be resumed.</summary>
    public string? GivenUp { get; private set; }

    /// <summary>The network whose result a network may share: a text for each class.</summary>
    public string? KeyOf(Genotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return _options.Reuse switch
        {
            ReuseKind.Identical => genotype.ToString(),
            ReuseKind.Equivalent => genotype.Canonical(),
            _ => null,
        };
    }

    /// <summary>Proposes, evaluates and learns from one batch.</summary>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>; what was evaluated is in
    /// the journal, and this object is of no more use.</param>
    /// <exception cref="BadInputException">No child can be evaluated.</exception>
    public void RunBatch(CancellationToken cancellation = default)
    {
        var batch = new Genotype[Math.Min(_strategy.BatchSize, _options.Children - _children.Count)];
        _strategy.Propose(batch, ref _rng);                                     // m₁, …, m_b ∼ the strategy
        var evaluation = new BatchEvaluation(this, batch, cancellation);
        evaluation.Run(_workers);
        var rewards = new double[batch.Length];
        for (var i = 0; i < batch.Length; i++)
        {
            var child = evaluation.Children[i]!;
            rewards[i] = child.Reward;                                          // R(m_i)
            Take(child);
            if (evaluation.IsFresh[i]) CountFailures(child.Result);
        }

        _strategy.Observe(batch, rewards);
        if (_strategy.Diverged is { } what)
            GivenUp = $"The search has diverged in {what}; try a smaller step size or smaller rewards.";
        _batches++;
        LastMeanReward = rewards.Average();
        _journal?.EndBatch(this);
    }

    /// <summary>Takes back the children that were learned from before the search was saved.</summary>
    /// <param name="children">In order.</param>
    public void Recall(IEnumerable<Child> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        foreach (var child in children) Take(child);
        if (_children.Count == 0) return;
        var last = _children[^1].Batch;
        LastMeanReward = _children.Where(child => child.Batch == last).Average(child => child.Reward);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<long>("counters", [_children.Count, _batches]);
        _rng.Save(writer, "rng");
        _strategy.Save(writer.Part("strategy"));
    }

    /// <inheritdoc/>
    /// <remarks><see cref="Recall"/> comes first.</remarks>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<long> counters = stackalloc long[2];
        reader.Read("counters", counters);
        if (counters[0] != _children.Count) throw new BadInputException(
            $"The checkpoint counts {counters[0]} children where the journal tells of {_children.Count}; it was "
            + "altered.");
        _batches = (int)counters[1];
        _rng = Rng.Load(reader, "rng");
        _strategy.Load(reader.Part("strategy"));
    }

    private void Take(Child child)
    {
        _children.Add(child);
        var isTrained = child.Result.Status == ChildStatus.Trained;
        if (child.SameAs is not null) Reused++;
        if (!isTrained) Broken++;
        if (isTrained && (Best is null || child.Reward > Best.Reward)) Best = child;
        if (child.Result.Status != ChildStatus.Failed && KeyOf(child.Genotype) is { } key)
            _firstOf.TryAdd(key, child.Index);
    }

    private void CountFailures(ChildResult result)
    {
        _failuresInARow = result.Status == ChildStatus.Failed ? _failuresInARow + 1 : 0;
        if (_failuresInARow == 0) GivenUp = null;
        else if (_options.MostFailures > 0 && _failuresInARow >= _options.MostFailures)
            GivenUp = $"{_failuresInARow} children failed in a row, the last because: {result.Failure}";
    }

    /// <summary>The evaluation of one batch: its different networks are shared out among the workers.</summary>
    private sealed class BatchEvaluation : IPieces
    {
        private readonly SearchLoop _search;
        private readonly Genotype[] _batch;
        private readonly CancellationToken _cancellation;
        private readonly List<int> _jobs = [];
        private readonly ChildResult?[] _results;
        private readonly int[] _sourceInBatch;
        private readonly int _rungs, _reduction;
        private int _rung, _next;

        public BatchEvaluation(SearchLoop search, Genotype[] batch, CancellationToken cancellation)
        {
            (_search, _batch, _cancellation) = (search, batch, cancellation);
            (Children, IsFresh) = (new Child?[batch.Length], new bool[batch.Length]);
            _sourceInBatch = new int[batch.Length];
            _results = new ChildResult?[batch.Length];
            (_rungs, _reduction) = search._evaluator is IStagedEvaluator staged
                ? (staged.Rungs, staged.Reduction)
                : (1, 1);
            var firstHere = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < batch.Length; i++)
            {
                _sourceInBatch[i] = i;
                if (search.KeyOf(batch[i]) is not { } key)
                    _jobs.Add(i);
                else if (search._firstOf.TryGetValue(key, out var earlier))
                    Share(i, search._children[earlier]);
                else if (firstHere.TryAdd(key, i))
                    _jobs.Add(i);
                else
                    _sourceInBatch[i] = firstHere[key];
            }
        }

        public Child?[] Children { get; }

        /// <summary>Whether a child was evaluated now, not taken from another one or from the journal.</summary>
        public bool[] IsFresh { get; }

        public void Run(Workers? workers)
        {
            for (; _rung < _rungs && _jobs.Count > 0; _rung++)
            {
                RunRung(workers);
                if (_rung < _rungs - 1) StopTheWorst();
            }

            for (var i = 0; i < _batch.Length; i++)
                if (Children[i] is null)
                    Share(i, Children[_sourceInBatch[i]]!);
        }

        /// <summary>Of the n networks of this rung, the best n/η go on, one at least.</summary>
        private void StopTheWorst()
        {
            var ranked = _jobs.Where(i => Children[i] is null)
                .OrderByDescending(i => _results[i]!.Accuracy).ThenBy(i => i).ToArray();
            var kept = Math.Max(1, _jobs.Count / _reduction);
            foreach (var i in ranked.Skip(kept)) Keep(i, _results[i]!, null);
            _jobs.Clear();
            _jobs.AddRange(ranked.Take(kept).Order());
        }

        private void RunRung(Workers? workers)
        {
            _next = 0;
            if (workers is null)
            {
                Run(0);
            }
            else
            {
                try
                {
                    workers.Run(this, Math.Min(workers.Count, Math.Max(1, _jobs.Count)));
                }
                catch (AggregateException e)
                {
                    ExceptionDispatchInfo.Throw(
                        e.InnerExceptions.FirstOrDefault(one => one is BadInputException) ?? e.InnerExceptions[0]);
                }
            }
        }

        /// <summary>One worker: takes the next network as long as there is one.</summary>
        public void Run(int piece)
        {
            for (int job; (job = Interlocked.Increment(ref _next) - 1) < _jobs.Count;)
            {
                _cancellation.ThrowIfCancellationRequested();
                var i = _jobs[job];
                var index = _search._children.Count + i;
                var known = _search._journal?.Find(index, _batch[i]);
                IsFresh[i] = known?.Rung != _rung;
                var result = IsFresh[i] ? Evaluate(index, _batch[i]) with { Rung = _rung } : known!;
                if (_rung == _rungs - 1 || result.Status != ChildStatus.Trained) Keep(i, result, null);
                else _results[i] = result;
            }
        }

        private ChildResult Evaluate(int index, Genotype genotype)
        {
            try
            {
                var seeds = _search._childSeeds.Child(index);
                return _search._evaluator is IStagedEvaluator staged
                    ? staged.Evaluate(genotype, seeds, _rung, _cancellation)
                    : _search._evaluator.Evaluate(genotype, seeds, _cancellation);
            }
            catch (Exception e) when (e is not (BadInputException or OperationCanceledException))
            {
                return ChildResult.Failed($"The evaluator threw {e.GetType().Name}: {e.Message}");
            }
        }

        /// <summary>A child that is the same as an earlier one costs no time.</summary>
        private void Share(int i, Child source) =>
            Keep(i, source.Result with { Seconds = 0 }, source.SameAs ?? source.Index);

        private void Keep(int i, ChildResult result, int? sameAs)
        {
            var child = new Child(
                _search._children.Count + i, _search._batches, _batch[i], result, _search._reward.Of(result), sameAs);
            Children[i] = child;
            _search._journal?.Add(child);
        }
    }
}
