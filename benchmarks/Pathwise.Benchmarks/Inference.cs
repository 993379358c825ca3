using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Policies;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>Acting with a trained policy, one observation at a time, beside the batch path: a 64-64 policy of 4 numbers and 2 choices,
/// and others.</summary>
internal sealed class Inference : ISuite
{
    private const int Rows = 256;

    private static readonly float[] Observation = [0.1f, -0.2f, 0.03f, 0.4f];

    public string Name => "inference";

    public IEnumerable<Measurement> Run()
    {
        var policy = Choosing([4, 64, 64, 2], Activation.Tanh);
        var sink = 0;
        yield return Time("64-64 tanh, 4 numbers to 2 choices: Act", () => sink += policy.Act(Observation)) with
        {
            Bar = 1, LessIsBetter = true,
        };
        var rng = new Rng(1);
        yield return Time("the same: Draw", () => sink += policy.Draw(Observation, ref rng));
        yield return Time("the same, normalised: Act", Acts(Scaled(policy)));
        yield return Time("256-256 relu, 4 numbers to 2 choices: Act", Acts(Choosing([4, 256, 256, 2], Activation.Relu)));
        yield return Batch(policy.Parts.Network.Head);

        yield return new("bytes allocated per action", "B", BytesPerAction(policy)) { Bar = 0, LessIsBetter = true };
        GC.KeepAlive(sink);

        Action Acts(TrainedPolicy other) => () => sink += other.Act(Observation);
    }

    private static Measurement Time(string name, Action act) => new(name, "µs", Timing.Best(act) * 1e6);

    private static double BytesPerAction(TrainedPolicy policy)
    {
        var (rng, sink, bytes) = (new Rng(1), 0, 0L);
        for (var repetition = 0; repetition < 2; repetition++)                            // the first one compiles
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++) sink += policy.Act(Observation) + policy.Draw(Observation, ref rng);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        GC.KeepAlive(sink);
        return bytes / 2000.0;
    }

    private static Measurement Batch(Mlp network)
    {
        var (pass, inputs, rng) = (network.NewPass(Rows), new float[Rows * network.Inputs], new Rng(2));
        rng.FillNormal(inputs);
        return new("the same network, a row of a batch of 256", "µs", Timing.Best(() => pass.Forward(inputs, Rows)) * 1e6 / Rows);
    }

    private static TrainedPolicy Choosing(int[] sizes, Activation activation)
    {
        var rng = new Rng(3);
        var network = Mlp.Create(sizes, activation, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        return new(new(new Box(-1, 1, sizes[0]), new Discrete(sizes[^1]), ActionRule.Choices, new(network)));
    }

    private static TrainedPolicy Scaled(TrainedPolicy policy) =>
        new(policy.Parts with { Scaling = new([0, 0, 0, 0], [1, 2, 3, 4], 10) });
}
