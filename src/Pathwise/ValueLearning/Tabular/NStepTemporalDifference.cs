using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>n-step TD: n rewards as they were, and the value of where they led.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §7.1, boxed algorithm, p. 144. With n = 1 it is TD(0); with n as long
/// as the episodes, every-visit Monte Carlo. Where an episode is cut at T, the value of S_T counts in each of the
/// last n targets.</remarks>
public sealed class NStepTemporalDifference : TabularPrediction
{
    private readonly int _n;
    private readonly int[] _states;          // S_t at t mod n + 1
    private readonly double[] _rewards;      // R_t at t mod n + 1
    private long _t, _end;
    private bool _isCut;

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="policy">π.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public NStepTemporalDifference(
        Interaction world, FixedPolicy policy, NStepTemporalDifferenceOptions options, SeedSequence seeds,
        long horizon = 1)
        : base(world, policy, NStepTemporalDifferenceOptions.Settings.Validated(options), seeds, horizon) =>
        (_n, _states, _rewards) = (options.Horizon, new int[options.Horizon + 1], new double[options.Horizon + 1]);

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        if (World.Begin())                                                    // initialize S₀; T ← ∞
            (_t, _end, _isCut, _states[0]) = (0, long.MaxValue, false, World.State);
        for (var tau = -1L; tau < _end - 1; _t++)                             // loop for t = 0, 1, 2, … until τ = T − 1:
        {
            if (_t < _end)                                                    //   if t < T:
            {
                if (!World.GoesOn) return;
                var e = World.Take(Choose(World.State));                      //     take an action according to π(·|S_t)
                (_rewards[At(_t + 1)], _states[At(_t + 1)]) = (e.Reward, e.Next); // observe and store R_{t+1}, S_{t+1}
                if (e.Terminated | e.Truncated) (_end, _isCut) = (_t + 1, e.Truncated); // if S_{t+1} is terminal: T ← t + 1
            }

            tau = _t - _n + 1;                                                //   τ ← t − n + 1, whose value is learned
            if (tau >= 0) Move(_states[At(tau)], Return(tau));                //   V(S_τ) ← V(S_τ) + α[G − V(S_τ)]
        }
    }

    private double Return(long tau)
    {
        var (g, discount, h) = (0.0, 1.0, Math.Min(tau + _n, _end));
        for (var i = tau + 1; i <= h; i++)                                    // G ← Σ_{i=τ+1}^{min(τ+n,T)} γ^{i−τ−1} R_i
        {
            g += discount * _rewards[At(i)];
            discount *= Gamma;
        }

        return h < _end || _isCut ? g + (discount * Values[_states[At(h)]]) : g; // if τ + n < T: G ← G + γⁿ V(S_{τ+n})
    }

    private int At(long t) => (int)(t % (_n + 1));

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        base.SaveParts(writer);
        writer.Write<int>("states", _states);
        writer.Write<double>("rewards", _rewards);
        writer.Write<long>("t", [_t]);
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        base.LoadParts(reader);
        reader.Read<int>("states", _states);
        if (Array.Exists(_states, state => (uint)state >= (uint)Values.Length))
            throw new BadInputException("The checkpoint's 'states' name a state that there is not; it was altered.");
        reader.Read<double>("rewards", _rewards);
        reader.Read("t", new Span<long>(ref _t));
        (_end, _isCut) = (long.MaxValue, false);         // between two updates, no episode has ended and is not learned
    }
}
