using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Double Q-learning: one table says which action is best, the other what it is worth, so that luck is not
/// taken for value.</summary>
/// <remarks>Source: van Hasselt (2010); Sutton &amp; Barto (2018), §6.7, boxed algorithm, p. 136. Acts by the mean of
/// both tables, as good as their sum. Where an episode is cut, the value of the state reached counts.</remarks>
public sealed class DoubleQLearning : TabularControl
{
    private readonly ActionValues _q1, _q2;
    private Rng _learning;

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public DoubleQLearning(Interaction world, DoubleQLearningOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, DoubleQLearningOptions.Settings.Validated(options),
            options.SampleAverage ? null : options.StepSize, seeds, horizon, tables: 2)
    {
        (_q1, _q2) = (new(Q.StateActions, options.InitialValue), new(Q.StateActions, options.InitialValue));
        _learning = new(RunSeeds.Learning(seeds));
    }

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var epsilon = Epsilon;
        World.Begin();                                                       // initialize S
        while (World.GoesOn)                                                 // loop for each step of the episode:
        {
            var a = Choose(World.State, epsilon);                            //   choose A from S, ε-greedily by Q₁ + Q₂
            var e = World.Take(a);                                           //   take action A, observe R, S′
            if (_learning.NextDouble() < 0.5) Learn(_q1, _q2, a, e);         //   with probability 0.5: Q₁ learns from Q₂
            else Learn(_q2, _q1, a + Q.StateActions.Pairs, e);               //   else: Q₂ from Q₁
            Q[a] = 0.5 * (_q1[a] + _q2[a]);
        }                                                                    //   S ← S′, until S is terminal
    }

    private void Learn(ActionValues q1, ActionValues q2, int entry, Experience e)
    {
        var next = e.Terminated ? 0 : q2[q1.Greedy(e.Next, ref _learning)];
        Move(ref q1[e.Pair], entry, e.Reward + (e.Discount(Gamma) * next)); // Q₁(S,A) ← Q₁(S,A) + α[R + γ Q₂(S′, argmax_a Q₁(S′,a)) − Q₁(S,A)]
    }

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        base.SaveParts(writer);
        _q1.Save(writer.Part("q1"));
        _q2.Save(writer.Part("q2"));
        _learning.Save(writer, "learning");
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        base.LoadParts(reader);
        _q1.Load(reader.Part("q1"));
        _q2.Load(reader.Part("q2"));
        _learning = Rng.Load(reader, "learning");
    }
}
