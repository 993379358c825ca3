using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Cli.Mdp;

/// <summary>A table to be learned, and what is exactly true of its process.</summary>
internal sealed class TabularTask
{
    private const int Points = 200;

    private readonly Algorithm _algorithm;
    private readonly EnvironmentEntry _environment;
    private readonly object _options;
    private readonly FiniteMdp? _process;
    private readonly int[] _reachable;
    private readonly double[]? _optimal;

    /// <inheritdoc cref="TabularTask"/>
    /// <param name="algorithm">What learns.</param>
    /// <param name="environment">Where.</param>
    /// <param name="options">Its options.</param>
    /// <param name="gamma">γ, the same as in the options.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public TabularTask(
        Algorithm algorithm, EnvironmentEntry environment, object options, double gamma,
        CancellationToken cancellation)
    {
        (_algorithm, _environment, _options) = (algorithm, environment, options);
        var isTold = environment is { Process: { } told, ObservationSpace: Discrete states }
            && states.Count == told.States && !told.Start.IsEmpty;
        _process = isTold ? environment.Process!.WithGamma(gamma) : null;
        _reachable = _process is null ? [] : Reachable(_process);
        if (_process is null) return;
        OptimalSolution solution;
        try
        {
            solution = OptimalValues.Solve(_process, cancellation: cancellation);
        }
        catch (BadInputException)
        {
            return;                                      // without an optimum, it can be learned all the same
        }

        _optimal = solution.Values.ToArray();
        OptimalValue = solution.StartValue;
        OptimalReturn = gamma == 1
            ? OptimalValue
            : StartValue(_process.WithGamma(1), state => solution.OptimalActionsOf(state)[0], cancellation);
    }

    /// <summary>v_* at the start; null where the process is not known.</summary>
    public double? OptimalValue { get; }

    /// <summary>The mean return, without discount and time limit, of the policy that has v_*; null where it is not
    /// known, or none.</summary>
    public double? OptimalReturn { get; }

    /// <summary>Learns with one seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">The steps over which schedules run, and after which learning ends.</param>
    /// <param name="episodes">Episodes after which it ends, too; null for none.</param>
    /// <param name="progress">Told the fraction that is done.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public LearnedCurve Learn(
        ulong seed, long steps, long? episodes, Action<double> progress, CancellationToken cancellation)
    {
        var learner = _algorithm.Create(_environment, _options, new(seed), steps);
        var q = ((TabularControl)learner).Q;
        var points = new List<LearnedPoint>();
        var returns = new ReturnMean();
        double Done() => Math.Max(
            learner.Steps / (double)steps, learner.Episodes / (double)(episodes ?? long.MaxValue));
        for (var noted = 0.0; learner.Diverged is null && Done() < 1;)
        {
            cancellation.ThrowIfCancellationRequested();
            learner.Learn();
            learner.Report(returns);
            if (Done() < noted + (1.0 / Points) && Done() < 1) continue;
            noted = Done();
            points.Add(new(learner.Steps, returns.Take(), Error(q)));
            progress(Math.Min(1, noted));
        }

        return new(seed, learner.Steps, learner.Episodes, learner.Diverged, points, GreedyValue(q, cancellation));
    }

    private double Error(ActionValues q)
    {
        if (_optimal is null) return double.NaN;
        var sum = 0.0;
        foreach (var state in _reachable)
        {
            var error = q.Max(state) - _optimal[state];
            sum += error * error;
        }

        return Math.Sqrt(sum / _reachable.Length);
    }

    private double? GreedyValue(ActionValues q, CancellationToken cancellation)
    {
        if (_process is null) return null;
        return StartValue(_process, state => q.StateActions.Labels[q.FirstGreedy(state)], cancellation);
    }

    /// <summary>What a policy is worth at the start; null where it may go on for ever.</summary>
    private double? StartValue(FiniteMdp process, Func<int, int> actionOf, CancellationToken cancellation)
    {
        var labels = new int[process.States];
        for (var state = 0; state < labels.Length; state++)
            if (!process.IsTerminal(state)) labels[state] = process.ActionsOf(state)[0];
        foreach (var state in _reachable) labels[state] = actionOf(state);
        try
        {
            return PolicyValues
                .FromStart(process, TabularPolicy.Deterministic(process, labels), cancellation).StartValue;
        }
        catch (BadInputException)
        {
            return null;
        }
    }

    /// <summary>The states, terminal ones left out, that any policy can reach from the start.</summary>
    private static int[] Reachable(FiniteMdp process)
    {
        var values = PolicyValues.FromStart(process.WithGamma(0), TabularPolicy.Uniform(process)).Values.ToArray();
        return [.. Enumerable.Range(0, values.Length).Where(
            state => !process.IsTerminal(state) && !double.IsNaN(values[state]))];
    }

    /// <summary>The mean of the returns that came since it was taken.</summary>
    private sealed class ReturnMean : IMetrics
    {
        private double _sum;
        private int _count;

        public void Add(string name, double value)
        {
            if (name != IMetrics.EpisodeReturn) return;
            _sum += value;
            _count++;
        }

        public double Take()
        {
            var mean = _count == 0 ? double.NaN : _sum / _count;
            (_sum, _count) = (0, 0);
            return mean;
        }
    }
}
