using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>n-step Sarsa: n rewards as they were, and the value of what came then.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §7.2, boxed algorithm, p. 147. With n = 1 it is Sarsa. Where an
/// episode is cut at T, the value of S_T counts, with the action that would have been taken there, in each of the
/// last n targets.</remarks>
public sealed class NStepSarsa : TabularControl
{
    private readonly int _n;
    private readonly int[] _pairs;           // (S_t, A_t) at t mod n + 1
    private readonly double[] _rewards;      // R_t at t mod n + 1
    private long _t, _end;
    private bool _isCut;

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public NStepSarsa(Interaction world, NStepSarsaOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, NStepSarsaOptions.Settings.Validated(options), options.SampleAverage ? null : options.StepSize,
            seeds, horizon)
    {
        _n = options.Horizon;
        (_pairs, _rewards) = (new int[_n + 1], new double[_n + 1]);
    }

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var epsilon = Epsilon;
        if (World.Begin())                                                // initialize S₀; choose A₀ ~ π(·|S₀)
            (_t, _end, _isCut, _pairs[0]) = (0, long.MaxValue, false, Choose(World.State, epsilon));
        for (var tau = -1L; tau < _end - 1; _t++)                         // loop for t = 0, 1, 2, … until τ = T − 1:
        {
            if (_t < _end)                                                //   if t < T:
            {
                if (!World.GoesOn) return;
                var e = World.Take(_pairs[At(_t)]);                       //     take action A_t, observe R_{t+1}, S_{t+1}
                _rewards[At(_t + 1)] = e.Reward;
                if (e.Terminated | e.Truncated) (_end, _isCut) = (_t + 1, e.Truncated);
                if (!e.Terminated) _pairs[At(_t + 1)] = Choose(e.Next, epsilon);  // else: choose A_{t+1} ~ π(·|S_{t+1})
            }

            tau = _t - _n + 1;                                            //   τ ← t − n + 1, whose value is learned
            if (tau >= 0) Move(_pairs[At(tau)], Return(tau));             //   Q(S_τ,A_τ) ← Q(S_τ,A_τ) + α[G − Q(S_τ,A_τ)]
        }
    }

    private double Return(long tau)
    {
        var (g, discount, h) = (0.0, 1.0, Math.Min(tau + _n, _end));
        for (var i = tau + 1; i <= h; i++)                                // G ← Σ_{i=τ+1}^{min(τ+n,T)} γ^{i−τ−1} R_i
        {
            g += discount * _rewards[At(i)];
            discount *= Gamma;
        }

        return h < _end || _isCut ? g + (discount * Q[_pairs[At(h)]]) : g; // if τ + n < T: G ← G + γⁿ Q(S_{τ+n},A_{τ+n})
    }

    private int At(long t) => (int)(t % (_n + 1));

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        base.SaveParts(writer);
        writer.Write<int>("pairs", _pairs);
        writer.Write<double>("rewards", _rewards);
        writer.Write<long>("t", [_t]);
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        base.LoadParts(reader);
        ReadPairs(reader, "pairs", _pairs);
        reader.Read<double>("rewards", _rewards);
        reader.Read("t", new Span<long>(ref _t));
        (_end, _isCut) = (long.MaxValue, false);         // between two updates, no episode has ended and is not learned
    }
}
