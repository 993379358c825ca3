using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Expected Sarsa: what follows counts as the policy would have it in the mean.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §6.6, eq. (6.9), p. 133. With ε = 0 it is Q-learning. Where an episode
/// is cut, the value of the state reached counts.</remarks>
public sealed class ExpectedSarsa : TabularControl
{
    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public ExpectedSarsa(Interaction world, ExpectedSarsaOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, ExpectedSarsaOptions.Settings.Validated(options),
            options.SampleAverage ? null : options.StepSize, seeds, horizon) { }

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var epsilon = Epsilon;
        World.Begin();                                                // initialize S
        while (World.GoesOn)                                          // loop for each step of the episode:
        {
            var a = Choose(World.State, epsilon);                     //   choose A from S, ε-greedily by Q
            var e = World.Take(a);                                    //   take action A, observe R, S′
            var next = Q.Expected(e.Next, epsilon);                   //   Σ_a π(a|S′) Q(S′,a)
            Move(a, e.Reward + (e.Discount(Gamma) * next));          //   Q(S,A) ← Q(S,A) + α[R + γ Σ_a π(a|S′) Q(S′,a) − Q(S,A)]
        }                                                             //   S ← S′, until S is terminal
    }
}
