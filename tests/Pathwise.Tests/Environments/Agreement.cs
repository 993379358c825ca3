using Pathwise.Environments;

namespace Pathwise.Tests.Environments;

/// <summary>How far a replay agrees with the record.</summary>
internal sealed class Agreement
{
    private int _equal;

    /// <summary>Steps compared.</summary>
    public int Steps { get; private set; }

    /// <summary>The share of steps whose observations are equal bit for bit, as float32.</summary>
    public double EqualShare => Steps == 0 ? 1 : _equal / (double)Steps;

    /// <summary>The greatest difference of an observed component.</summary>
    public double Observation { get; private set; }

    /// <summary>The greatest difference of a state's component.</summary>
    public double State { get; private set; }

    /// <summary>The greatest difference of a reward.</summary>
    public double Reward { get; private set; }

    public void Add(
        string place, ReadOnlySpan<float> observation, double[] recordedObservation, double[] state, double[] recordedState,
        Step step, Step recorded)
    {
        Assert.True((step.Terminated, step.Truncated) == (recorded.Terminated, recorded.Truncated),
            $"{place}: the record has {recorded}, we have {step}.");

        Steps++;
        var equal = true;
        for (var i = 0; i < observation.Length; i++)
        {
            var expected = (float)recordedObservation[i];
            equal &= BitConverter.SingleToInt32Bits(observation[i]) == BitConverter.SingleToInt32Bits(expected);
            Observation = Math.Max(Observation, Math.Abs((double)observation[i] - expected));
        }

        if (equal) _equal++;
        for (var i = 0; i < state.Length; i++)
            State = Math.Max(State, Math.Abs(state[i] - recordedState[i]));
        Reward = Math.Max(Reward, Math.Abs(step.Reward - recorded.Reward));
    }

    public override string ToString() =>
        $"{Steps} steps, {_equal} bit-equal; observations {Observation:G3}, state {State:G3}, reward {Reward:G3}";
}
