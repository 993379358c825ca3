using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments;

/// <summary>Rules that give a number that is none, at the third step.</summary>
internal sealed class Sick(float observed, double reward) : IDynamics<int, int>
{
    public Space ObservationSpace { get; } = new Box(float.NegativeInfinity, float.PositiveInfinity, 2);

    public Space ActionSpace { get; } = new Discrete(2);

    public int Reset(ref Rng rng) => 0;

    public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng)
    {
        state += action[0];
        return new(state == 3 ? reward : 1, Terminated: state == 3);
    }

    public void Observe(in int state, Span<float> observation) => (observation[0], observation[1]) = (0, state == 3 ? observed : 1);

    public void Draw(in int state, ICanvas canvas) => canvas.View(0, 0, 1, 1);
}
