using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients;

/// <summary>Reward 1 on every step, forever: v = 1/(1 − γ), which only a learner finds that bootstraps where a time limit cuts.</summary>
internal readonly struct EndlessReward : IDynamics<int, int>
{
    public Space ObservationSpace => new Box([0], [1]);

    public Space ActionSpace => new Discrete(2);

    public int Reset(ref Rng rng) => 0;

    public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng) => new(1, Terminated: false);

    public void Observe(in int state, Span<float> observation) => observation[0] = 1;

    public void Draw(in int state, ICanvas canvas) { }
}

/// <summary>One of n numbers is shown, and naming it is rewarded; ten times, then it ends.</summary>
internal readonly struct Identity : IDynamics<Identity.State, int>
{
    private const int Choices = 3, Rounds = 10;

    public Space ObservationSpace => new Box([0, 0, 0], [1, 1, 1]);

    public Space ActionSpace => new Discrete(Choices);

    public State Reset(ref Rng rng) => new((int)rng.NextInteger(0, Choices), 0);

    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var reward = action[0] == state.Shown ? 1 : 0;
        state = new((int)rng.NextInteger(0, Choices), state.Round + 1);
        return new(reward, Terminated: state.Round == Rounds);
    }

    public void Observe(in State state, Span<float> observation)
    {
        observation.Clear();
        observation[state.Shown] = 1;
    }

    public void Draw(in State state, ICanvas canvas) { }

    public readonly record struct State(int Shown, int Round);
}

/// <summary>A number x from [−1, 1] is shown; the nearer the action is to x / 2, the less it costs. One step.</summary>
internal readonly struct HalfOf : IDynamics<double, float>
{
    public Space ObservationSpace => new Box([-1], [1]);

    public Space ActionSpace => new Box([-1], [1]);

    public double Reset(ref Rng rng) => rng.NextUniform(-1, 1);

    public Step Advance(ref double state, ReadOnlySpan<float> action, ref Rng rng) =>
        new(-Math.Pow(action[0] - (state / 2), 2), Terminated: true);

    public void Observe(in double state, Span<float> observation) => observation[0] = (float)state;

    public void Draw(in double state, ICanvas canvas) { }
}

/// <summary>Two lamps are shown, lit or dark; naming each rightly is worth half a point. One step.</summary>
internal readonly struct TwoLamps : IDynamics<int, int>
{
    public Space ObservationSpace => new Box([0, 0], [1, 1]);

    public Space ActionSpace => new MultiDiscrete(3, 2);

    public int Reset(ref Rng rng) => rng.NextInt32(4);

    public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng) =>
        new(0.5 * ((action[0] == state % 2 ? 1 : 0) + (action[1] == state / 2 ? 1 : 0)), Terminated: true);

    public void Observe(in int state, Span<float> observation) =>
        (observation[0], observation[1]) = (state % 2, state / 2);

    public void Draw(in int state, ICanvas canvas) { }
}

/// <summary>A sign is shown in the first step and not again; in the fourth, naming it is rewarded. What is seen of the
/// second to fourth steps is the same whatever the sign was.</summary>
internal readonly struct Recall : IDynamics<Recall.State, int>
{
    public Space ObservationSpace => new Box([-1, 0], [1, 1]);

    public Space ActionSpace => new Discrete(2);

    public State Reset(ref Rng rng) => new(rng.NextInt32(2), 0);

    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var reward = state.Time == 3 && action[0] == state.Sign ? 1 : 0;
        state = state with { Time = state.Time + 1 };
        return new(reward, Terminated: state.Time == 4);
    }

    public void Observe(in State state, Span<float> observation)
    {
        observation[0] = state.Time > 0 ? 0 : (2 * state.Sign) - 1;
        observation[1] = state.Time == 3 ? 1 : 0;
    }

    public void Draw(in State state, ICanvas canvas) { }

    public readonly record struct State(int Sign, int Time);
}
