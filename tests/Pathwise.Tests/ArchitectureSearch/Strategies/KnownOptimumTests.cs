using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch.Strategies;

/// <summary>Controllers in NASNet's space, 50 decisions, with rewards whose best architectures are known: 1.</summary>
public sealed class KnownOptimumTests(ITestOutputHelper output)
{
    private const int Blocks = 10, PerBlock = 5, OperationA = 2, OperationB = 3, Wanted = 10, Children = 5000,
        Window = 200;

    private static readonly NasNetSpace Space = new();

    [Fact]
    public void The_space_decides_what_the_rewards_look_at()
    {
        for (var block = 0; block < Blocks; block++)
        {
            Assert.EndsWith("operation A", Space.Decisions[(block * PerBlock) + OperationA].Name, StringComparison.Ordinal);
            Assert.EndsWith("operation B", Space.Decisions[(block * PerBlock) + OperationB].Name, StringComparison.Ordinal);
        }

        Assert.Equal(Blocks * PerBlock, Space.Decisions.Count);
    }

    [Theory]
    [InlineData("reinforce")]
    [InlineData("ppo")]
    public void The_lstm_finds_the_operation_that_is_counted(string strategy)
    {
        var seeds = new SeedSequence(1);
        ISearchStrategy search = strategy == "reinforce"
            ? new ReinforceSearch(Space, new() { EntropyWeight = 0.001 }, seeds)
            : new PpoSearch(Space, new() { EntropyWeight = 0.001, Epochs = 4, StepSize = 0.001 }, seeds);
        Assert.True(Reaches(search, Counted));
    }

    [Fact]
    public void The_lstm_finds_operations_that_agree()
    {
        var options = new ReinforceSearchOptions { StepSize = 0.007, EntropyWeight = 0.003 };
        Assert.True(Reaches(new ReinforceSearch(Space, options, new SeedSequence(1)), Agreeing));
    }

    /// <summary>The second operation has a safe option, worth half whatever the first is; to agree is worth all of it.
    /// Independent softmaxes learn the safe one, after which nothing says what the first should be.</summary>
    [Fact]
    public void Where_a_choice_must_answer_the_one_before_the_lstm_learns_it_and_independent_softmaxes_do_not()
    {
        var options = new ReinforceSearchOptions { StepSize = 0.007, EntropyWeight = 0.01, InitialRange = 0.5 };
        Assert.True(Reaches(new ReinforceSearch(Space, options, new SeedSequence(1)), AgreeingOrSafe));

        foreach (var stepSize in new[] { 0.007, 0.02, 0.2 })
        {
            var softmaxes = options with
            {
                Controller = ControllerKind.Softmax, StepSize = stepSize, InitialRange = null,
            };
            Assert.False(Reaches(new ReinforceSearch(Space, softmaxes, new SeedSequence(1)), AgreeingOrSafe));
        }
    }

    private static double Counted(Genotype one) =>
        Mean(one, (a, b) => ((a == Wanted ? 1 : 0) + (b == Wanted ? 1 : 0)) / 2.0);

    private static double Agreeing(Genotype one) => Mean(one, (a, b) => a == b ? 1 : 0);

    private static double AgreeingOrSafe(Genotype one) => Mean(one, (a, b) => b == 0 ? 0.5 : a == b ? 1 : 0);

    private static double Mean(Genotype one, Func<int, int, double> ofBlock)
    {
        var sum = 0.0;
        for (var block = 0; block < Blocks; block++)
            sum += ofBlock(one.Choices[(block * PerBlock) + OperationA], one.Choices[(block * PerBlock) + OperationB]);
        return sum / Blocks;
    }

    /// <summary>Whether, within 5,000 children, 200 of them have a mean reward of at least 95 % of the best, and the
    /// controller's likeliest choices make the best.</summary>
    private bool Reaches(ISearchStrategy search, Func<Genotype, double> reward)
    {
        var (rng, batch, children) = (new Rng(7), new Genotype[search.BatchSize], 0);
        for (double mean = 0, greedy = 0; ;)
        {
            if (children == Children || (mean >= 0.95 && greedy == 1))
            {
                output.WriteLine($"{children} children: sampled {mean:F3}, greedy {greedy:F3}");
                return mean >= 0.95 && greedy == 1;
            }

            mean = 0;
            for (var i = 0; i < Window; i += batch.Length)
            {
                search.Propose(batch, ref rng);
                var rewards = Array.ConvertAll(batch, one => reward(one));
                search.Observe(batch, rewards);
                mean += rewards.Sum() / Window;
            }

            children += Window;
            greedy = reward(search is PpoSearch ppo ? ppo.Greedy() : ((ReinforceSearch)search).Greedy());
        }
    }
}
