using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>Steps a second of every environment in a batch, one core, resets included, with actions that are given.</summary>
/// <remarks>
/// The peers are Gymnasium's own on a machine of this kind: its vector environment of eight for CartPole (0.19 M steps/s),
/// single environments for the others; and MinAtar's, whose games are played with random actions and observed.
/// </remarks>
internal sealed class EnvironmentSteps : ISuite
{
    private const int Turns = 64;                               // different batches of actions, one after the other

    private delegate TAction Draw<TAction>(ref Rng rng);

    public string Name => "environments";

    public IEnumerable<Measurement> Run()
    {
        foreach (var entry in EnvironmentRegistry.Standard.Entries)
            foreach (var count in (int[])[8, 1024])
                yield return new($"{entry.Spec.Id}, batch of {count}", "M steps/s", MillionsPerSecond(entry, count))
                {
                    Limit = Peer(entry.Spec.Id),
                    Bar = entry.Spec.Id == "CartPole-v1" ? 15 / Peer(entry.Spec.Id) : null,
                };
    }

    private static double MillionsPerSecond(EnvironmentEntry entry, int count) => entry.MakeVector(count) switch
    {
        IVectorEnvironment<int> choices =>
            MillionsPerSecond(choices, (ref Rng rng) => rng.NextInt32(((Discrete)entry.ActionSpace).Count)),
        IVectorEnvironment<float> reals => MillionsPerSecond(reals, (ref Rng rng) => rng.NextSingle()),
        _ => throw new InvalidOperationException($"{entry.Spec.Id} has actions of another kind."),
    };

    private static double MillionsPerSecond<TAction>(IVectorEnvironment<TAction> environments, Draw<TAction> draw)
        where TAction : unmanaged
    {
        var rng = new Rng(1);
        var size = environments.Count * environments.ActionSpace.Size;
        var actions = new TAction[Turns * size];
        foreach (ref var action in actions.AsSpan()) action = draw(ref rng);

        environments.Reset(seed: 1);
        var seconds = Timing.Best(() =>
        {
            for (var turn = 0; turn < Turns; turn++) environments.Step(actions.AsSpan(turn * size, size));
        });
        return Turns * environments.Count / seconds / 1e6;
    }

    private static double? Peer(string id) => id switch
    {
        "CartPole-v0" or "CartPole-v1" => 0.19,
        "MountainCar-v0" => 0.14,
        "Pendulum-v1" => 0.087,
        "Acrobot-v1" => 0.020,
        "MinAtar/Breakout-v0" => 0.41,
        "MinAtar/Asterix-v0" => 0.35,
        "MinAtar/Seaquest-v0" => 0.26,
        "MinAtar/Freeway-v0" => 0.15,
        "MinAtar/SpaceInvaders-v0" => 0.044,
        _ => null,
    };
}
