using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients.OffPolicy;

/// <summary>Reward 1 on every step, forever, whatever number is the action.</summary>
internal readonly struct Push : IDynamics<int, float>
{
    public static EnvironmentEntry Entry { get; } = EnvironmentRegistry.Empty
        .Register<Push, int, float>(new EnvironmentSpec("Push-v0") { MaxEpisodeSteps = 8 }, new()).Find("Push-v0");

    public Space ObservationSpace => new Box([0], [1]);

    public Space ActionSpace => new Box([-2], [2]);

    public int Reset(ref Rng rng) => 0;

    public Step Advance(ref int state, ReadOnlySpan<float> action, ref Rng rng) => new(1, Terminated: false);

    public void Observe(in int state, Span<float> observation) => observation[0] = 1;

    public void Draw(in int state, ICanvas canvas) { }
}
