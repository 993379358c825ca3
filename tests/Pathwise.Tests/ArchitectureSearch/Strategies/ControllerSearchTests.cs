using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Tests.ArchitectureSearch.Controllers;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.ArchitectureSearch.Strategies;

public sealed class ControllerSearchTests
{
    private static readonly SeedSequence Seeds = new(2);

    public static TheoryData<string, ControllerKind> Strategies => new()
    {
        { "reinforce", ControllerKind.Recurrent },
        { "reinforce", ControllerKind.Softmax },
        { "ppo", ControllerKind.Recurrent },
        { "ppo", ControllerKind.Softmax },
    };

    /// <summary>θ + α/m Σ_k (R_k − b)(onehot(a_k) − softmax(θ)), which plain SGD does.</summary>
    [Fact]
    public void A_step_of_reinforce_is_the_box_of_the_paper()
    {
        var options = new ReinforceSearchOptions
        {
            Controller = ControllerKind.Softmax, Optimizer = OptimizerKind.Sgd, StepSize = 0.5, EntropyWeight = 0,
            BaselineIsInclusive = true, BaselineMomentum = 0.9, BatchSize = 2,
        };
        var strategy = new ReinforceSearch(SmallControllers.Space, options, Seeds);
        var theta = strategy.Controller.Parameters.ToArray();
        Genotype[] batch = [new(SmallControllers.Space, 2, 1, 0, 3), new(SmallControllers.Space, 0, 1, 0, 1)];
        strategy.Observe(batch, [0.9, 0.4]);

        var b = ((0.9 * 0.1 * 0.9) + (0.1 * 0.4)) / ((0.9 * 0.1) + 0.1);
        double[] advantages = [0.9 - b, 0.4 - b];
        for (var (d, offset) = (0, 0); d < 4; offset += SmallControllers.Space.Decisions[d++].Count)
        {
            var logits = theta.AsSpan(offset, SmallControllers.Space.Decisions[d].Count).ToArray();
            var total = logits.Sum(l => Math.Exp(l));
            for (var option = 0; option < logits.Length; option++)
            {
                var step = 0.0;
                for (var k = 0; k < 2; k++)
                    step += advantages[k] / 2
                        * ((batch[k].Choices[d] == option ? 1 : 0) - (Math.Exp(logits[option]) / total));
                Assert.Equal(logits[option] + (0.5 * step), strategy.Controller.Parameters[offset + option], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(ControllerKind.Recurrent)]
    [InlineData(ControllerKind.Softmax)]
    public void The_first_step_of_ppo_on_a_batch_is_that_of_reinforce(ControllerKind kind)
    {
        var space = SmallControllers.Space;
        var reinforce = new ReinforceSearch(space, new() { Controller = kind, StepSize = 0.01, Units = 6 }, Seeds);
        var ppo = new PpoSearch(space, new() { Controller = kind, StepSize = 0.01, Units = 6, Epochs = 1 }, Seeds);
        Genotype[] batch = [new(space, 2, 1, 0, 3), new(space, 0, 1, 0, 1), new(space, 1, 0, 0, 0)];
        reinforce.Observe(batch, [0.9, 0.4, 0.7]);
        ppo.Observe(batch, [0.9, 0.4, 0.7]);
        for (var i = 0; i < ppo.Controller.Parameters.Length; i++)
            Assert.Equal(reinforce.Controller.Parameters[i], ppo.Controller.Parameters[i], 1e-5);
    }

    /// <summary>Where a batch's steps stop paying, more of them change nothing; ε is so small that one step leaves
    /// it.</summary>
    [Fact]
    public void Ppo_does_not_follow_what_it_has_clipped()
    {
        var options = new PpoSearchOptions
        {
            Controller = ControllerKind.Softmax, Optimizer = OptimizerKind.Sgd, StepSize = 1, EntropyWeight = 0,
            BatchSize = 1, ClipRange = 0.01, Epochs = 2, BaselineMomentum = 0,
        };
        var (few, many) = (new PpoSearch(SmallControllers.Space, options, Seeds), new PpoSearch(
            SmallControllers.Space, options with { Epochs = 50 }, Seeds));
        few.Observe([new(SmallControllers.Space, 2, 1, 0, 3)], [1]);
        many.Observe([new(SmallControllers.Space, 2, 1, 0, 3)], [1]);
        Assert.Equal(few.Controller.Parameters, many.Controller.Parameters);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void What_is_loaded_goes_on_byte_for_byte_as_what_was_saved(string strategy, ControllerKind kind)
    {
        var (saved, loaded) = (Create(strategy, kind, new(2)), Create(strategy, kind, new(77)));
        var rng = new Rng(3);
        for (var batch = 0; batch < 4; batch++) Learn(saved, ref rng);
        var state = new MemoryState();
        saved.Save(state);
        loaded.Load(state);

        var again = rng;
        for (var batch = 0; batch < 4; batch++) Assert.Equal(Learn(saved, ref rng), Learn(loaded, ref again));
        Assert.Equal(ParametersOf(saved), ParametersOf(loaded));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_last_batch_may_be_smaller_and_a_wrong_one_is_refused(string strategy, ControllerKind kind)
    {
        var (search, rng) = (Create(strategy, kind, Seeds), new Rng(1));
        var batch = new Genotype[2];
        search.Propose(batch, ref rng);
        search.Observe(batch, [0.2, 0.8]);
        Assert.Throws<ArgumentException>(() => search.Observe(batch, [0.2]));
        Assert.Throws<ArgumentException>(() => search.Observe([], []));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_search_that_diverges_says_so_and_keeps_its_last_good_parameters(string strategy, ControllerKind kind)
    {
        var (search, rng) = (Create(strategy, kind, Seeds), new Rng(1));
        var batch = new Genotype[5];
        search.Propose(batch, ref rng);
        var before = ParametersOf(search);
        Assert.Null(search.Diverged);
        search.Observe(batch, [1e300, -1e300, 1e300, 0, 1]);
        Assert.Equal("the controller's gradient", search.Diverged);
        Assert.Equal(before, ParametersOf(search));
    }

    [Theory]
    [InlineData("temperature", "0")]
    [InlineData("baselineMomentum", "1")]
    [InlineData("batchSize", "0")]
    public void Options_out_of_range_are_refused(string name, string value)
    {
        var (reinforce, ppo) = (new ReinforceSearchOptions(), new PpoSearchOptions());
        Assert.Throws<BadInputException>(() => ReinforceSearchOptions.Settings.With(reinforce, name, value));
        Assert.Throws<BadInputException>(() => PpoSearchOptions.Settings.With(ppo, name, value));
    }

    private static ISearchStrategy Create(string strategy, ControllerKind kind, SeedSequence seeds) => strategy == "ppo"
        ? new PpoSearch(SmallControllers.Space, new() { Controller = kind, BatchSize = 5, Units = 6 }, seeds)
        : new ReinforceSearch(SmallControllers.Space, new() { Controller = kind, BatchSize = 5, Units = 6 }, seeds);

    private static float[] ParametersOf(ISearchStrategy strategy) =>
        (strategy is PpoSearch ppo ? ppo.Controller : ((ReinforceSearch)strategy).Controller).Parameters.ToArray();

    private static string Learn(ISearchStrategy strategy, ref Rng rng)
    {
        var batch = new Genotype[strategy.BatchSize];
        strategy.Propose(batch, ref rng);
        strategy.Observe(batch, Array.ConvertAll(batch, one => one.Choices.Sum() / 10.0));
        return string.Join(' ', batch.Select(one => one.ToString()));
    }
}
