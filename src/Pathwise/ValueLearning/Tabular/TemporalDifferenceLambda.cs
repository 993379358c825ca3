using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>TD(λ), seen backward: an error goes back to all states that led here, as far as their traces
/// last.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §12.2, the table's case of the boxed algorithm on p. 293; with
/// <see cref="TraceKind.Dutch"/>, true online TD(λ), p. 300, which is the online λ-return algorithm exactly.</para>
/// <para>With <see cref="TemporalDifferenceLambdaOptions.Offline"/> and accumulating traces, it is the offline λ-return
/// algorithm, <see cref="LambdaReturn"/>, exactly. With 1/n as the step size, n is that of the state just visited.
/// Where an episode is cut, the value of the state reached counts.</para>
/// </remarks>
public sealed class TemporalDifferenceLambda : TabularPrediction
{
    private readonly TemporalDifferenceLambdaOptions _options;
    private readonly EligibilityTraces _z;
    private readonly double[] _changes;      // what waits for the end of the episode; [0] if nothing does
    private double _before;                  // V_old

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="policy">π.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    /// <exception cref="BadInputException">An option is out of range, or Dutch traces are to learn offline.</exception>
    public TemporalDifferenceLambda(
        Interaction world, FixedPolicy policy, TemporalDifferenceLambdaOptions options, SeedSequence seeds,
        long horizon = 1)
        : base(world, policy, TemporalDifferenceLambdaOptions.Settings.Validated(options), seeds, horizon)
    {
        if (options is { Offline: true, Traces: TraceKind.Dutch })
            throw new BadInputException(
                "Dutch traces learn online; set traces to accumulating or replacing, or offline to false.");
        (_options, _z) = (options, new(Values.Length));
        _changes = options.Offline ? new double[Values.Length] : [];
    }

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        if (World.Begin())                                                    // initialize S; z ← 0
        {
            _before = 0;
            _z.Clear();
        }

        while (World.GoesOn)                                                  // loop for each step of the episode:
        {
            var e = World.Take(Choose(World.State));                          //   choose A ~ π(·|S), take it, observe R, S′
            var (v, vNext) = (Values[e.State], e.Terminated ? 0 : Values[e.Next]);
            var delta = e.Reward + (Gamma * vNext) - v;                       //   δ ← R + γ V(S′) − V(S)
            var alpha = StepSizeOf(e.State);
            _z.Fade(Gamma * _options.Lambda);                                 //   z ← γλ z
            _z.Visit(e.State, _options.Traces, alpha);                        //   z(S) ← z(S) + 1, or as the kind of trace is
            if (!IsGood(delta)) return;
            if (_options.Traces == TraceKind.Dutch)
            {
                _z.Push(Values, alpha * (delta + v - _before));               //   V ← V + α(δ + V(S) − V_old) z
                Values[e.State] -= alpha * (v - _before);                     //   V(S) ← V(S) − α(V(S) − V_old)
            }
            else _z.Push(_options.Offline ? _changes : Values, alpha * delta); //  V ← V + αδ z

            _before = vNext;                                                  //   V_old ← V(S′); S ← S′
        }

        if (_options.Offline && !World.IsOpen) Apply();
    }

    private void Apply()
    {
        for (var s = 0; s < _changes.Length; s++) Values[s] += _changes[s];
        Array.Clear(_changes);
    }

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        base.SaveParts(writer);
        _z.Save(writer.Part("traces"));
        writer.Write<double>("changes", _changes);
        writer.Write<double>("before", [_before]);
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        base.LoadParts(reader);
        _z.Load(reader.Part("traces"));
        reader.Read<double>("changes", _changes);
        reader.Read("before", new Span<double>(ref _before));
    }
}
