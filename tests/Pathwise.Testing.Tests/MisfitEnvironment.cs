using Pathwise.Environments;
using Pathwise.Experiments;

namespace Pathwise.Testing.Tests;

/// <summary>Says that its actions are choices, and takes reals.</summary>
internal sealed class MisfitEnvironment : IEnvironment<float>
{
    public EnvironmentSpec Spec { get; } = new("Misfit-v0");

    public Space ObservationSpace { get; } = new Box(0, 1, 1);

    public Space ActionSpace { get; } = new Discrete(2);

    public void Reset(Span<float> observation, ulong? seed = null) => observation[0] = 0;

    public Step Step(ReadOnlySpan<float> action, Span<float> observation) => default;

    public void Draw(ICanvas canvas) => canvas.View(0, 0, 1, 1);

    public void Save(IStateWriter writer) => writer.Write<double>("nothing", [0]);

    public void Load(IStateReader reader) => reader.ReadAll<double>("nothing");
}
