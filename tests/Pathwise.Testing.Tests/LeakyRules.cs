using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Testing.Tests;

/// <summary>Rules that keep something outside the state: how often anyone has stepped.</summary>
internal sealed class LeakyRules : IDynamics<int, int>
{
    private int _calls;

    public Space ObservationSpace { get; } = new Box(float.NegativeInfinity, float.PositiveInfinity, 1);

    public Space ActionSpace { get; } = new Discrete(3);

    public int Reset(ref Rng rng) => 0;

    public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng)
    {
        state = ++_calls;
        return new(0, Terminated: false);
    }

    public void Observe(in int state, Span<float> observation) => observation[0] = state;

    public void Draw(in int state, ICanvas canvas) => canvas.View(0, 0, 1, 1);
}
