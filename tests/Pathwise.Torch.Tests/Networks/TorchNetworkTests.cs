using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Randomness;
using Pathwise.Torch.Networks;
using static TorchSharp.torch;

namespace Pathwise.Torch.Tests.Networks;

/// <summary>Every layer, and the parts of NASNet and EfficientNet made of them, in double precision: forward against
/// loops, backward against differences.</summary>
public sealed class TorchNetworkTests
{
    private const int Batch = 3;

    public static TheoryData<string> Names => [.. SmallNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pass_gives_what_the_formulas_say(string name)
    {
        if (name is "drop path" or "classifier with dropout") return;       // of chance, below
        var blueprint = SmallNetworks.All[name];
        using var network = Network(blueprint, out var images);

        Compare(isTraining: false);
        Compare(isTraining: true);

        void Compare(bool isTraining)
        {
            using var scope = NewDisposeScope();
            var reference = ReferenceNetwork.Forward(
                blueprint, Rows(images, Batch), Numbers(network.Parameters), Numbers(network.Statistics), isTraining);
            var outputs = network.Forward(images, isTraining ? new TrainingNoise(new SeedSequence(1)) : null);
            Assert.Equal([Batch, blueprint.Output.Count], outputs.shape);
            Assert.All(Numbers(outputs).Zip(reference.SelectMany(row => row)),
                pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        }
    }

    /// <remarks>Central differences with h = 10⁻⁶ err by about h² and by 10⁻¹⁶ / h = 10⁻¹⁰.</remarks>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_is_that_of_differences(string name)
    {
        using var network = Network(SmallNetworks.All[name], out var images);
        images.requires_grad_(true);
        var weights = Drawn(new Rng(7), Batch * network.Blueprint.Output.Count);
        using (var scope = NewDisposeScope())
        {
            Loss().backward();
            Check(images);
            if (network.Layout.Parameters > 0) Check(network.Parameters);
        }

        void Check(Tensor at)
        {
            using var frozen = no_grad();
            var gradient = Numbers(at.grad!);
            var flat = at.view(-1);
            for (var i = 0; i < gradient.Length; i += 1 + (gradient.Length / 60))
            {
                var number = flat[i].item<double>();
                var difference = (Moved(number + 1e-6) - Moved(number - 1e-6)) / 2e-6;
                flat[i] = number;
                Assert.Equal(difference, gradient[i], 1e-7 * Math.Max(1, Math.Abs(difference)));

                double Moved(double to)
                {
                    flat[i] = to;
                    return Loss().item<double>();
                }
            }
        }

        Tensor Loss()       // Σ w·f(x), the same paths dropped each time
        {
            var noise = new TrainingNoise(new SeedSequence(5)) { Progress = 0.7 };
            return (network.Forward(images, noise).view(-1) * tensor(weights)).sum();
        }
    }

    [Fact]
    public void A_dropped_path_is_0_for_a_whole_example_and_kept_ones_make_up_for_it()
    {
        using var network = Network(SmallNetworks.All["drop path"], out _);
        using var scope = NewDisposeScope();
        const int many = 2000;
        var images = tensor(Drawn(new Rng(3), many * network.Blueprint.Input.Count)).view(many, 4, 5, 6);

        var sure = Rows(network.Forward(images, noise: null), many);
        var chance = Rows(network.Forward(images, new TrainingNoise(new SeedSequence(1))), many);

        var dropped = 0;
        for (var i = 0; i < many; i++)
        {
            var isDropped = chance[i].All(number => number == 0);
            dropped += isDropped ? 1 : 0;
            if (!isDropped) Assert.All(sure[i].Zip(chance[i]), pair => Assert.Equal(2 * pair.First, pair.Second, 1e-9));
        }

        Assert.InRange(dropped, (many / 2) - 90, (many / 2) + 90);      // 4 standard errors: 4·√(2000/4) = 89.4
    }

    [Fact]
    public void A_scheduled_path_is_never_dropped_at_the_first_step()
    {
        using var network = Network(SmallNetworks.All["inverted bottleneck"], out var images);
        using var scope = NewDisposeScope();
        var first = Numbers(network.Forward(images, new TrainingNoise(new SeedSequence(1)) { Progress = 0 }));
        var same = Numbers(network.Forward(images, new TrainingNoise(new SeedSequence(2)) { Progress = 0 }));
        Assert.Equal(first, same);
        var last = Enumerable.Range(0, 5).Select(i =>
            Numbers(network.Forward(images, new TrainingNoise(new SeedSequence((ulong)i)) { Progress = 1 })));
        Assert.Contains(last, outputs => !outputs.SequenceEqual(first));
    }

    [Fact]
    public void Running_averages_take_a_tenth_of_a_batch()
    {
        using var network = Network(SmallNetworks.All["batch normalisation"], out var images);
        using var scope = NewDisposeScope();
        var before = Numbers(network.Statistics);
        network.Forward(images, new TrainingNoise(new SeedSequence(1)));
        var after = Numbers(network.Statistics);
        var means = Numbers(images.mean([0, 2, 3]));
        for (var c = 0; c < 4; c++) Assert.Equal((0.9 * before[c]) + (0.1 * means[c]), after[c], 1e-12);
        Assert.NotEqual(before[4..], after[4..]);
    }

    private static TorchNetwork Network(Blueprint blueprint, out Tensor images)
    {
        var network = new TorchNetwork(blueprint, type: ScalarType.Float64);
        using var frozen = no_grad();
        using var parameters = tensor(Drawn(new Rng(1), network.Layout.Parameters));
        network.Parameters.copy_(parameters);
        using var statistics = tensor(
            Array.ConvertAll(Drawn(new Rng(2), network.Layout.Statistics), x => 0.5 + (x * x)));
        network.Statistics.copy_(statistics);
        var input = blueprint.Input;
        images = tensor(Drawn(new Rng(3), Batch * input.Count))
            .view(Batch, input.Channels, input.Height, input.Width).detach();
        return network;
    }

    private static double[] Drawn(Rng rng, long count)
    {
        var numbers = new double[count];
        rng.FillNormal(numbers);
        return numbers;
    }

    private static double[] Numbers(Tensor tensor) => tensor.detach().contiguous().data<double>().ToArray();

    private static double[][] Rows(Tensor tensor, int rows)
    {
        var numbers = Numbers(tensor);
        return [.. numbers.Chunk(numbers.Length / rows)];
    }
}
