using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>TD(0): learns v_π from each step, a guess from a guess.</summary>
/// <remarks>Source: Sutton (1988); Sutton &amp; Barto (2018), §6.1, boxed algorithm, p. 120. Where an episode is cut,
/// the value of the state reached counts.</remarks>
public sealed class TemporalDifference : TabularPrediction
{
    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="policy">π.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public TemporalDifference(
        Interaction world, FixedPolicy policy, TemporalDifferenceOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, policy, TemporalDifferenceOptions.Settings.Validated(options), seeds, horizon) { }

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        World.Begin();                                                          // initialize S
        while (World.GoesOn)                                                    // loop for each step of the episode:
        {
            var a = Choose(World.State);                                        //   A ← action given by π for S
            var e = World.Take(a);                                              //   take action A, observe R, S′
            Move(e.State, e.Reward + (e.Discount(Gamma) * Values[e.Next]));     //   V(S) ← V(S) + α[R + γ V(S′) − V(S)]
        }                                                                       //   S ← S′, until S is terminal
    }
}
