using Pathwise.Numerics;

namespace Pathwise.Bandits;

/// <summary>One strategy on one problem: batches go to the workers, and their moments are joined in order.</summary>
internal sealed class TestbedRun<TStrategy, TProblem> : IPieces
    where TStrategy : struct, IBanditRule<TStrategy>
    where TProblem : struct, IBanditArms<TProblem>
{
    /// <summary>Batches between two meetings of a worker with the others: more of them mean less waiting, and more
    /// memory, of which long runs may have half a gibibyte.</summary>
    private const int BatchesOfWorker = 4;
    private const long MostNumbers = 1 << 26;

    private readonly TestbedPlan _plan;
    private readonly Workers? _workers;
    private readonly TestbedBatch<TStrategy, TProblem>[] _batches;
    private readonly TestbedStatistics _statistics;
    private int _first;
    private CancellationToken _cancellation;

    public TestbedRun(TStrategy strategy, TProblem problem, TestbedPlan plan, Workers? workers)
    {
        (_plan, _workers) = (plan, workers);
        _statistics = new(plan.Options);
        var most = (int)Math.Min(plan.Batches, MostNumbers / TestbedBatch<TStrategy, TProblem>.Numbers(problem, plan));
        _batches = new TestbedBatch<TStrategy, TProblem>[
            workers is null ? 1 : Math.Clamp(BatchesOfWorker * workers.Count, 1, Math.Max(1, most))];
        for (var i = 0; i < _batches.Length; i++) _batches[i] = new(strategy, problem, plan);
    }

    public TestbedResult Run(IProgress<int>? progress, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        for (_first = 0; _first < _plan.Batches; _first += _batches.Length)
        {
            var count = Math.Min(_batches.Length, _plan.Batches - _first);
            if (_workers is null)
                for (var i = 0; i < count; i++) Run(i);
            else
                _workers.Run(this, count);
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++) _statistics.Join(_batches[i].Moments);
            progress?.Report(_statistics.Runs);
        }

        return _statistics.ToResult();
    }

    public void Run(int piece) => _batches[piece].Run(_first + piece, _cancellation);
}
