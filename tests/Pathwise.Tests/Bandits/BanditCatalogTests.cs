using Pathwise.Bandits;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits;

public sealed class BanditCatalogTests
{
    [Theory]
    [InlineData("greedy", "greedy")]
    [InlineData(" greedy ", "greedy")]
    [InlineData("epsilon-greedy", "epsilon-greedy:0.1")]
    [InlineData("epsilon-greedy:0.01", "epsilon-greedy:0.01")]
    [InlineData("epsilon-greedy:1/128", "epsilon-greedy:0.0078125")]
    [InlineData("epsilon-greedy:2^-7", "epsilon-greedy:0.0078125")]
    [InlineData("epsilon-greedy:0.1:0.1:5", "epsilon-greedy:0.1:step-size=0.1:initial=5")]
    [InlineData("epsilon-greedy:initial=5:epsilon=0.2", "epsilon-greedy:0.2:initial=5")]
    [InlineData("epsilon-greedy-linear:1:0:500", "epsilon-greedy-linear:1:0:500")]
    [InlineData("epsilon-greedy-exponential", "epsilon-greedy-exponential:1:0.01:100")]
    [InlineData("epsilon-greedy-harmonic:3", "epsilon-greedy-harmonic:3")]
    [InlineData("optimistic:5", "greedy:step-size=0.1:initial=5")]
    [InlineData("ucb:2", "ucb:2")]
    [InlineData("gradient:0.4:false", "gradient:0.4:baseline=false")]
    [InlineData("gradient:0.4:baseline=true", "gradient:0.4")]
    [InlineData("boltzmann:0.5", "boltzmann:0.5")]
    [InlineData("thompson-gaussian:2", "thompson-gaussian:noise=2")]
    [InlineData("thompson-bernoulli:0.5:0.5", "thompson-bernoulli:alpha=0.5:beta=0.5")]
    public void A_text_names_a_strategy(string text, string canonical)
    {
        var strategy = BanditCatalog.Standard.Parse(text);
        Assert.Equal(canonical, strategy.ToString());
        Assert.Equal(strategy, BanditCatalog.Standard.Parse(canonical));
    }

    [Theory]
    [InlineData("epsilon-gready:0.1", "There is no strategy 'epsilon-gready'; did you mean 'epsilon-greedy'?")]
    [InlineData("epsilon-greedy:1.5", "The strategy 'epsilon-greedy:1.5' cannot have epsilon = '1.5'; it must be a real number [0, 1].")]
    [InlineData("epsilon-greedy:x", "The strategy 'epsilon-greedy:x' cannot have epsilon = 'x'; it must be a real number [0, 1].")]
    [InlineData("epsilon-greedy:NaN", "The strategy 'epsilon-greedy:NaN' cannot have epsilon = 'NaN'; it must be a real number [0, 1].")]
    [InlineData("ucb:-1", "The strategy 'ucb:-1' cannot have confidence = '-1'; it must be a real number [0, 1000000].")]
    [InlineData("ucb:2:0:0:7", "The strategy 'ucb:2:0:0:7' has a value too many, '7'; it has confidence, step-size, initial.")]
    [InlineData("ucb:c=2", "The strategy 'ucb:c=2' has no parameter 'c'; it has confidence, step-size, initial.")]
    [InlineData("ucb:2:confidence=3", "The strategy 'ucb:2:confidence=3' gives confidence twice; give it once.")]
    [InlineData("ucb:confidence=3:0.1", "The strategy 'ucb:confidence=3:0.1' has '0.1' after a named parameter; name it as well.")]
    [InlineData("gradient:0.1:maybe", "The strategy 'gradient:0.1:maybe' cannot have baseline = 'maybe'; it must be true or false.")]
    [InlineData("gradient:0", "The strategy 'gradient:0' cannot have step-size = '0'; it must be a real number (0, 1000000].")]
    [InlineData("boltzmann:0", "The strategy 'boltzmann:0' cannot have temperature = '0'; it must be a real number [1E-09, 1000000].")]
    public void What_cannot_be_read_is_said_in_one_sentence(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => BanditCatalog.Standard.Parse(text)).Message);

    [Fact]
    public void A_list_is_read_in_its_order()
    {
        Assert.Equal(
            ["epsilon-greedy:0.1", "ucb:2"],
            BanditCatalog.Standard.ParseList("epsilon-greedy:0.1, ucb:2").Select(strategy => strategy.ToString()));
        Assert.Throws<BadInputException>(() => BanditCatalog.Standard.ParseList(" , "));
    }

    [Fact]
    public void Entries_make_themselves_from_their_defaults()
    {
        foreach (var entry in BanditCatalog.Standard.Entries)
        {
            var strategy = entry.Create([.. entry.Parameters.Select(parameter => parameter.Default)]);
            Assert.Equal(strategy, BanditCatalog.Standard.Parse(entry.Id));
            Assert.Equal(strategy, strategy.Entry.Create(strategy.Arguments));
            Assert.All(entry.Parameters, parameter => Assert.True(parameter.Allows(parameter.Default)));
        }

        foreach (var entry in BanditProblemCatalog.Standard.Entries.Where(entry => entry.Values is null))
        {
            var problem = entry.Create([.. entry.Parameters.Select(parameter => parameter.Default)]);
            Assert.Equal(problem, BanditProblemCatalog.Standard.Parse(entry.Id));
            Assert.Equal(problem, entry.Create(problem.Arguments));
            Assert.Equal(10, problem.Arms);
        }
    }

    [Theory]
    [InlineData("gaussian:arms=20:mean=4", "gaussian:arms=20:mean=4")]
    [InlineData("gaussian:10", "gaussian")]
    [InlineData("drifting:drift=0.1", "drifting:drift=0.1")]
    [InlineData("bernoulli:5:0.1:0.3", "bernoulli:arms=5:low=0.1:high=0.3")]
    [InlineData("bernoulli-arms:0.1:1/2", "bernoulli-arms:0.1:0.5")]
    [InlineData("gaussian-arms:1:-2:noise=3", "gaussian-arms:1:-2:noise=3")]
    public void A_text_names_a_problem(string text, string canonical) =>
        Assert.Equal(canonical, BanditProblemCatalog.Standard.Parse(text).ToString());

    [Theory]
    [InlineData("gausian", "There is no bandit problem 'gausian'; did you mean 'gaussian'?")]
    [InlineData("bernoulli-arms", "The problem 'bernoulli-arms' has no arms; give the probability of each, such as '0.1:0.2:0.5'.")]
    [InlineData("bernoulli-arms:0.1:2", "The problem 'bernoulli-arms:0.1:2' cannot have probability = '2'; it must be a real number [0, 1].")]
    [InlineData("gaussian-arms:1:x=2", "The problem 'gaussian-arms:1:x=2' has no parameter 'x'; it has noise.")]
    [InlineData("gaussian-arms:noise=2:1", "The problem 'gaussian-arms:noise=2:1' has '1' after a named parameter; name it as well.")]
    [InlineData("gaussian:0", "The problem 'gaussian:0' cannot have arms = '0'; it must be a whole number [1, 100000].")]
    [InlineData("gaussian:2.5", "The problem 'gaussian:2.5' cannot have arms = '2.5'; it must be a whole number [1, 100000].")]
    [InlineData("bernoulli:high=2", "The problem 'bernoulli:high=2' cannot have high = '2'; it must be a real number [0, 1].")]
    public void A_problem_that_cannot_be_read_is_said_in_one_sentence(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => BanditProblemCatalog.Standard.Parse(text)).Message);

    [Fact]
    public void Known_arms_are_what_was_given()
    {
        var arms = BanditProblemCatalog.Standard.Parse("bernoulli-arms:0.1:0.7:0.7");
        Assert.Equal(3, arms.Arms);
        Assert.Equal(new BernoulliArms([0.1, 0.7, 0.7]), arms);
        Assert.Equal(arms, arms.Entry.Create(arms.Arguments));
        Assert.NotEqual(new BernoulliArms([0.1, 0.7, 0.6]), arms);
        var result = Testbed.Run(new EpsilonGreedy(1), arms, new() { Runs = 500, Steps = 20 });
        Assert.Equal(2.0 / 3, result.Whole.Optimal.Mean, 4 * result.Whole.Optimal.StandardError);
        Assert.Equal(0.6 / 3, result.Whole.Regret.Mean, 4 * result.Whole.Regret.StandardError);
        Assert.Equal(0.5, result.Whole.Reward.Mean, 4 * result.Whole.Reward.StandardError);

        Span<double> values = stackalloc double[2];
        var rng = new Rng(1);
        new GaussianArms([3, -1], noise: 2).Begin(values, ref rng);
        Assert.Equal([3, -1], values.ToArray());
    }

    [Fact]
    public void Rewards_that_a_strategy_cannot_learn_from_are_refused() =>
        Assert.Equal(
            "The strategy thompson-bernoulli learns from rewards in [0, 1] only, and the problem gaussian gives others; "
            + "choose another problem or strategy.",
            Assert.Throws<BadInputException>(() => Testbed.Run(new BernoulliThompsonSampling(), new GaussianArms())).Message);

    [Fact]
    public void Strategies_without_parameters_where_they_need_them_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new Bandit<Boltzmann>(default, 2));
        Assert.Throws<InvalidOperationException>(() => new Bandit<GaussianThompsonSampling>(default, 2));
        Assert.Throws<InvalidOperationException>(() => new Bandit<BernoulliThompsonSampling>(default, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EpsilonGreedy(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UpperConfidenceBound(double.NaN));
    }
}
