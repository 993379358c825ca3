using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Sarsa: learns the values of the very policy that it follows.</summary>
/// <remarks>Source: Rummery &amp; Niranjan (1994); Sutton &amp; Barto (2018), §6.4, boxed algorithm, p. 130. Where an
/// episode is cut, the value of the state reached counts, with the action that would have been taken there.</remarks>
public sealed class Sarsa : TabularControl
{
    private int _action;         // (S, A), to be taken next

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public Sarsa(Interaction world, SarsaOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, SarsaOptions.Settings.Validated(options), options.SampleAverage ? null : options.StepSize,
            seeds, horizon) { }

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var epsilon = Epsilon;
        if (World.Begin())                                            // initialize S
            _action = Choose(World.State, epsilon);                   // choose A from S, ε-greedily by Q
        while (World.GoesOn)                                          // loop for each step of the episode:
        {
            var e = World.Take(_action);                              //   take action A, observe R, S′
            var next = e.Terminated ? 0 : Choose(e.Next, epsilon);    //   choose A′ from S′, ε-greedily by Q
            Move(_action, e.Reward + (e.Discount(Gamma) * Q[next])); //   Q(S,A) ← Q(S,A) + α[R + γ Q(S′,A′) − Q(S,A)]
            _action = next;                                           //   S ← S′; A ← A′, until S is terminal
        }
    }

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        base.SaveParts(writer);
        writer.Write<int>("action", [_action]);
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        base.LoadParts(reader);
        _action = ReadPair(reader, "action");
    }
}
