using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Testing.Tests;

/// <summary>Sound rules whose action is a number from 0 to 5.</summary>
internal sealed class LopsidedRules : IDynamics<double, float>
{
    public Space ObservationSpace { get; } = new Box(0, float.PositiveInfinity, 1);

    public Space ActionSpace { get; } = new Box(0, 5, 1);

    public double Reset(ref Rng rng) => 0;

    public Step Advance(ref double state, ReadOnlySpan<float> action, ref Rng rng)
    {
        state += action[0];
        return new(-state, Terminated: state > 20);
    }

    public void Observe(in double state, Span<float> observation) => observation[0] = (float)state;

    public void Draw(in double state, ICanvas canvas) => canvas.View(0, 0, 1, 1);
}
