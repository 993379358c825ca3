using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Sarsa(λ): what is learned now goes back to all that led here, as far as its trace lasts.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §12.7, the table's case of the boxed algorithm on p. 305; with
/// <see cref="TraceKind.Dutch"/>, true online Sarsa(λ), p. 307. With 1/n as the step size, n is that of the pair just
/// visited. Where an episode is cut, the value of the state reached counts.</remarks>
public sealed class SarsaLambda : TabularControl
{
    private readonly SarsaLambdaOptions _options;
    private readonly EligibilityTraces _z;
    private int _action;            // (S, A), to be taken next
    private double _before;         // Q_old

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public SarsaLambda(Interaction world, SarsaLambdaOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, SarsaLambdaOptions.Settings.Validated(options), options.SampleAverage ? null : options.StepSize,
            seeds, horizon) => (_options, _z) = (options, new(Q.StateActions.Pairs));

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var epsilon = Epsilon;
        if (World.Begin())                                                // initialize S; choose A; z ← 0
        {
            (_action, _before) = (Choose(World.State, epsilon), 0);
            _z.Clear();
        }

        while (World.GoesOn)                                              // loop for each step of the episode:
        {
            var e = World.Take(_action);                                  //   take action A, observe R, S′
            var next = e.Terminated ? 0 : Choose(e.Next, epsilon);        //   choose A′ from S′
            var (q, qNext) = (Q[_action], e.Terminated ? 0 : Q[next]);
            var delta = e.Reward + (Gamma * qNext) - q;                   //   δ ← R + γ Q(S′,A′) − Q(S,A)
            var alpha = StepSizeOf(_action);
            _z.Fade(Gamma * _options.Lambda);                                     //   z ← γλ z
            _z.Visit(_action, _options.Traces, alpha);                    //   z(S,A) ← z(S,A) + 1, or as the kind of trace is
            if (!IsGood(delta)) return;
            if (_options.Traces == TraceKind.Dutch)
            {
                _z.Push(Q.Values, alpha * (delta + q - _before));         //   Q ← Q + α(δ + Q(S,A) − Q_old) z
                Q[_action] -= alpha * (q - _before);                      //   Q(S,A) ← Q(S,A) − α(Q(S,A) − Q_old)
            }
            else _z.Push(Q.Values, alpha * delta);                        //   Q ← Q + αδ z

            (_before, _action) = (qNext, next);                           //   Q_old ← Q(S′,A′); S ← S′; A ← A′
        }
    }

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        base.SaveParts(writer);
        _z.Save(writer.Part("traces"));
        writer.Write<int>("action", [_action]);
        writer.Write<double>("before", [_before]);
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        base.LoadParts(reader);
        _z.Load(reader.Part("traces"));
        _action = ReadPair(reader, "action");
        reader.Read("before", new Span<double>(ref _before));
    }
}
