using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Q-learning: learns the best policy's values while it follows another.</summary>
/// <remarks>Source: Watkins (1989); Sutton &amp; Barto (2018), §6.5, boxed algorithm, p. 131. Where an episode is
/// cut, the value of the state reached counts.</remarks>
public sealed class QLearning : TabularControl
{
    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public QLearning(Interaction world, QLearningOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, QLearningOptions.Settings.Validated(options), options.SampleAverage ? null : options.StepSize,
            seeds, horizon) { }

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var epsilon = Epsilon;
        World.Begin();                                                // initialize S
        while (World.GoesOn)                                          // loop for each step of the episode:
        {
            var a = Choose(World.State, epsilon);                     //   choose A from S, ε-greedily by Q
            var e = World.Take(a);                                    //   take action A, observe R, S′
            Move(a, e.Reward + (e.Discount(Gamma) * Q.Max(e.Next))); //   Q(S,A) ← Q(S,A) + α[R + γ max_a Q(S′,a) − Q(S,A)]
        }                                                             //   S ← S′, until S is terminal
    }
}
