using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch.Strategies;

/// <summary>Controllers in a space of NASNet's shape, 50 decisions, whose best architectures are known: reward
/// 1.</summary>
public sealed class KnownOptimumTests(ITestOutputHelper output)
{
    private const int Blocks = 10, PerBlock = 5, OperationA = 2, OperationB = 3, Children = 5000;

    private static readonly string[] Operations =
    [
        "identity", "conv1x3", "conv1x7", "dilated3", "avg3", "max3", "max5", "max7", "conv1", "conv3", "sep3", "sep5",
        "sep7",
    ];

    private static readonly ChoiceSpace Space = new("cells", [.. Cell("normal"), .. Cell("reduction")]);

    [Theory]
    [InlineData("reinforce")]
    [InlineData("ppo")]
    public void The_lstm_finds_the_operation_that_is_counted(string strategy)
    {
        var (options, seeds) = (new ReinforceSearchOptions { Units = 50, Embedding = 50 }, new SeedSequence(1));
        ISearchStrategy search = strategy == "reinforce"
            ? new ReinforceSearch(Space, options, seeds)
            : new PpoSearch(Space, new() { Units = 50, Embedding = 50, Epochs = 4, StepSize = 0.001 }, seeds);
        var result = Run(search, Counted, children: 2000);
        Assert.Equal(1, result.Greedy);
        Assert.InRange(result.Last, 0.95, 1);
    }

    [Fact]
    public void The_lstm_finds_operations_that_agree()
    {
        var options = new ReinforceSearchOptions { Units = 50, Embedding = 50, StepSize = 0.007 };
        var result = Run(new ReinforceSearch(Space, options, new SeedSequence(1)), Agreeing);
        Assert.Equal(1, result.Greedy);
        Assert.InRange(result.Last, 0.95, 1);
    }

    /// <summary>The second operation has a safe option, worth half whatever the first is; to agree is worth all of it.
    /// Independent softmaxes learn the safe one, after which nothing says what the first should be.</summary>
    [Fact]
    public void Where_a_choice_must_answer_the_one_before_the_lstm_learns_it_and_independent_softmaxes_do_not()
    {
        var options = new ReinforceSearchOptions { StepSize = 0.007, EntropyWeight = 0.01, InitialRange = 0.5 };
        var lstm = Run(new ReinforceSearch(Space, options, new SeedSequence(1)), AgreeingOrSafe);
        Assert.Equal(1, lstm.Greedy);
        Assert.InRange(lstm.Last, 0.95, 1);

        foreach (var stepSize in new[] { 0.007, 0.02, 0.1, 0.2 })
        {
            var softmaxes = Run(new ReinforceSearch(Space, options with
            {
                Controller = ControllerKind.Softmax, StepSize = stepSize, InitialRange = null,
            }, new SeedSequence(1)), AgreeingOrSafe);
            Assert.True(softmaxes.Greedy < 0.95, $"{stepSize}");
            Assert.InRange(softmaxes.Last, 0, 0.9);
        }
    }

    private static double Counted(Genotype one) => Mean(one, (a, b) => ((a == 10 ? 1 : 0) + (b == 10 ? 1 : 0)) / 2.0);

    private static double Agreeing(Genotype one) => Mean(one, (a, b) => a == b ? 1 : 0);

    private static double AgreeingOrSafe(Genotype one) => Mean(one, (a, b) => b == 0 ? 0.5 : a == b ? 1 : 0);

    private static double Mean(Genotype one, Func<int, int, double> ofBlock)
    {
        var sum = 0.0;
        for (var block = 0; block < Blocks; block++)
            sum += ofBlock(one.Choices[(block * PerBlock) + OperationA], one.Choices[(block * PerBlock) + OperationB]);
        return sum / Blocks;
    }

    /// <returns>The mean reward of the last 200 children, and the reward of the greedy architecture.</returns>
    private (double Last, double Greedy) Run(
        ISearchStrategy search, Func<Genotype, double> reward, int children = Children)
    {
        var (rng, batch, rewards) = (new Rng(7), new Genotype[search.BatchSize], new List<double>());
        while (rewards.Count < children)
        {
            search.Propose(batch, ref rng);
            var ofBatch = Array.ConvertAll(batch, one => reward(one));
            search.Observe(batch, ofBatch);
            rewards.AddRange(ofBatch);
        }

        var greedy = search is PpoSearch ppo ? ppo.Greedy() : ((ReinforceSearch)search).Greedy();
        var (last, ofGreedy) = (rewards.TakeLast(200).Average(), reward(greedy));
        output.WriteLine($"sampled {last:F3}, greedy {ofGreedy:F3}");
        return (last, ofGreedy);
    }

    private static IEnumerable<Decision> Cell(string cell)
    {
        for (var block = 1; block <= Blocks / 2; block++)
        {
            string[] states = [.. Enumerable.Range(0, block + 1).Select(i => $"state {i}")];
            yield return new($"{cell} {block} input A", states);
            yield return new($"{cell} {block} input B", states);
            yield return new($"{cell} {block} operation A", Operations);
            yield return new($"{cell} {block} operation B", Operations);
            yield return new($"{cell} {block} combiner", ["add", "concat"]);
        }
    }
}
