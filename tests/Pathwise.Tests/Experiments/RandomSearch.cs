using System.ComponentModel.DataAnnotations;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Options;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments;

public sealed record RandomSearchOptions
{
    public static Settings Settings { get; } = Settings.Of<RandomSearchOptions>();

    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    [Setting("how far a trial is from the best", Symbol = "σ", Source = "here")]
    public double Scale { get; init; } = 0.5;

    [Range(0L, long.MaxValue)]
    [Setting("the step at which a number blows up; 0 for never")]
    public long DivergesAt { get; init; }

    [Range(0L, long.MaxValue)]
    [Setting("the step at which a metric is not a number; 0 for never")]
    public long SpoilsMetricAt { get; init; }

    [Range(0L, long.MaxValue)]
    [Setting("the step at which something is thrown; 0 for never")]
    public long ThrowsAt { get; init; }
}

/// <summary>The smallest learner that learns: tries a linear policy near the best one, and keeps what earns no
/// less.</summary>
public sealed class RandomSearch : ILearner
{
    private readonly RandomSearchOptions _options;
    private readonly IVectorEnvironment<int> _environment;
    private readonly float[] _best;
    private readonly float[] _trial;
    private readonly int[] _action = new int[1];
    private Rng _rng;
    private double _bestReturn = double.NegativeInfinity;
    private double _lastReturn;
    private long _lastLength;

    public RandomSearch(EnvironmentEntry environment, RandomSearchOptions options, SeedSequence seeds)
    {
        _options = options;
        _environment = (IVectorEnvironment<int>)environment.MakeVector(1, Autoreset.Disabled);
        Span<ulong> environmentSeeds = stackalloc ulong[1];
        RunSeeds.Fill(RunSeeds.Environments(seeds), environmentSeeds);
        _environment.Reset(environmentSeeds);
        _rng = new(RunSeeds.Parameters(seeds));
        _best = new float[environment.ObservationSpace.Size];
        _trial = new float[_best.Length];
    }

    public static Algorithm Algorithm { get; } = Algorithm.Of<RandomSearchOptions>(
        "random-search", "Tries policies near the best one.", "here", ActionKinds.Discrete,
            RandomSearchOptions.Settings,
        (environment, options, seeds, _, _) => new RandomSearch(environment, options, seeds));

    public static AlgorithmCatalog Catalog { get; } = AlgorithmCatalog.Empty.With(Algorithm);

    public ReadOnlySpan<float> Best => _best;

    public long Steps { get; private set; }

    public long Episodes { get; private set; }

    public string? Diverged { get; private set; }

    public void Learn()
    {
        for (var i = 0; i < _trial.Length; i++) _trial[i] = _best[i] + (float)(_options.Scale * _rng.NextNormal());
        (_lastReturn, _lastLength) = (0, 0);
        do
        {
            _action[0] = Choose(_trial, _environment.Observations);
            _environment.Step(_action);
            _lastReturn += _environment.Rewards[0];
            _lastLength++;
        }
        while (!_environment.Terminated[0] && !_environment.Truncated[0]);

        _environment.Reset();
        (Steps, Episodes) = (Steps + _lastLength, Episodes + 1);
        if (_options.ThrowsAt > 0 && Steps >= _options.ThrowsAt) throw new BadInputException("The environment broke.");
        if (_options.DivergesAt > 0 && Steps >= _options.DivergesAt)
        {
            Diverged = "the trial";
            return;
        }

        if (_lastReturn < _bestReturn) return;
        _trial.CopyTo(_best, 0);
        _bestReturn = _lastReturn;
    }

    public void Report(IMetrics metrics)
    {
        metrics.Add(IMetrics.EpisodeReturn, _lastReturn);
        metrics.Add(IMetrics.EpisodeLength, _lastLength);
        metrics.Add("search/best", _bestReturn);
        if (_options.SpoilsMetricAt > 0 && Steps >= _options.SpoilsMetricAt) metrics.Add("search/spoiled", double.NaN);
    }

    public IActor NewActor(IVectorEnvironment environments, bool greedy) =>
        new Actor(this, (IVectorEnvironment<int>)environments, greedy);

    public void Save(IStateWriter writer)
    {
        writer.Write<float>("best", _best);
        writer.Write<double>("bestReturn", [_bestReturn]);
        writer.Write<long>("counters", [Steps, Episodes]);
        _rng.Save(writer, "rng");
        _environment.Save(writer.Part("environment"));
    }

    public void Load(IStateReader reader)
    {
        reader.Read<float>("best", _best);
        _bestReturn = reader.ReadAll<double>("bestReturn")[0];
        var counters = reader.ReadAll<long>("counters");
        (Steps, Episodes) = (counters[0], counters[1]);
        _rng = Rng.Load(reader, "rng");
        _environment.Load(reader.Part("environment"));
    }

    private static float Score(ReadOnlySpan<float> policy, ReadOnlySpan<float> observation)
    {
        var score = 0f;
        for (var i = 0; i < policy.Length; i++) score += policy[i] * observation[i];
        return score;
    }

    private static int Choose(ReadOnlySpan<float> policy, ReadOnlySpan<float> observation) =>
        Score(policy, observation) > 0 ? 1 : 0;

    private sealed class Actor(RandomSearch search, IVectorEnvironment<int> environments, bool greedy) : IActor
    {
        private readonly int[] _actions = new int[environments.Count];

        public void Step(ref Rng rng)
        {
            var size = search._best.Length;
            for (var i = 0; i < _actions.Length; i++)
            {
                var score = Score(search._best, environments.Observations.Slice(i * size, size));
                _actions[i] = greedy ? (score > 0 ? 1 : 0) : rng.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
            }

            environments.Step(_actions);
        }
    }
}
