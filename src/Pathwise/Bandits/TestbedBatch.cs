using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Up to sixteen bandits that step together.</summary>
/// <remarks>
/// What one bandit does next depends on what it has just learned, a chain of some twenty nanoseconds. Between two steps
/// of one bandit come the steps of the others, which do not depend on it, so a processor works on several at once.
/// </remarks>
internal sealed class TestbedBatch<TStrategy, TProblem>
    where TStrategy : struct, IBanditRule<TStrategy>
    where TProblem : struct, IBanditArms<TProblem>
{
    private const int StepsBetweenQuestions = 4096;

    private readonly TStrategy _strategy;
    private readonly TProblem _problem;
    private readonly TestbedPlan _plan;
    private readonly int _arms, _size;
    private readonly double[] _numbers;                                          // what the bandits remember
    private readonly double[] _values;                                           // q*, [batch, arms]
    private readonly double[] _best = new double[TestbedMoments.BatchSize];      // max_a q*(a)
    private readonly double[] _rewards = new double[TestbedMoments.BatchSize];
    private readonly double[] _regrets = new double[TestbedMoments.BatchSize];
    private readonly Rng[] _problemStreams = new Rng[TestbedMoments.BatchSize];
    private readonly Rng[] _strategyStreams = new Rng[TestbedMoments.BatchSize];

    public TestbedBatch(TStrategy strategy, TProblem problem, TestbedPlan plan)
    {
        (_strategy, _problem, _plan, _arms) = (strategy, problem, plan, problem.Arms);
        _size = ArmMemory.SizeFor(_arms);
        _numbers = new double[TestbedMoments.BatchSize * _size];
        _values = new double[TestbedMoments.BatchSize * _arms];
        Moments = new(plan.Options.Steps);
    }

    /// <summary>About how many numbers a batch holds.</summary>
    public static long Numbers(TProblem problem, TestbedPlan plan) =>
        (TestbedMoments.BatchSize * (long)ArmMemory.SizeFor(problem.Arms)) + (5L * plan.Options.Steps);

    /// <summary>What the runs of this batch came to.</summary>
    public TestbedMoments Moments { get; }

    public void Run(int batch, CancellationToken cancellation)
    {
        var (first, count) = _plan.RunsOf(batch);
        Moments.Begin(count);
        Array.Clear(_rewards);
        Array.Clear(_regrets);
        for (var i = 0; i < count; i++) Begin(i, _plan.Seeds.Child(first + i));

        var (early, steps) = (_plan.EarlySteps, _plan.Options.Steps);
        for (var from = 0; from < steps && !cancellation.IsCancellationRequested;)
        {
            var to = Math.Min(from < early ? early : steps, from + StepsBetweenQuestions);
            Step(from, to, count, from < early ? Moments.Early : Moments.Last);
            from = to;
        }
    }

    private void Begin(int i, SeedSequence seeds)
    {
        _problemStreams[i] = new(seeds.Child(0));
        _strategyStreams[i] = new(seeds.Child(1));
        var values = _values.AsSpan(i * _arms, _arms);
        _problem.Begin(values, ref _problemStreams[i]);
        _best[i] = Best(values);

        var memory = new ArmMemory(_numbers.AsSpan(i * _size, _size), _arms);
        memory.Clear();
        _strategy.Begin(memory);
    }

    private void Step(int from, int to, int count, TestbedTotals totals)
    {
        var (strategy, problem, size, arms, moments) = (_strategy, _problem, _size, _arms, Moments);
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(_numbers);
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        var problemStreams = _problemStreams.AsSpan(0, count);
        var strategyStreams = _strategyStreams.AsSpan(0, count);
        var best = _best.AsSpan(0, count);
        var rewards = _rewards.AsSpan(0, count);
        var regrets = _regrets.AsSpan(0, count);
        for (var step = from; step < to; step++)
        {
            for (var i = 0; i < count; i++)
            {
                var memory = new ArmMemory(ref Unsafe.Add(ref numbers, i * size), arms);
                var arm = strategy.Choose(memory, default, ref strategyStreams[i]);
                var value = Unsafe.Add(ref values, (i * arms) + arm);
                var reward = problem.Reward(value, ref problemStreams[i]);
                strategy.Learn(memory, arm, reward);
                (rewards[i], regrets[i]) = (reward, best[i] - value);
                if (TProblem.IsDrifting) Drift(i);
            }

            moments.Record(step, ref rewards[0], ref regrets[0], totals);
        }
    }

    private void Drift(int i)
    {
        var values = _values.AsSpan(i * _arms, _arms);
        _problem.Drift(values, ref _problemStreams[i]);
        _best[i] = Best(values);
    }

    private static double Best(ReadOnlySpan<double> values)
    {
        var best = values[0];
        foreach (var value in values) best = Math.Max(best, value);
        return best;
    }
}
