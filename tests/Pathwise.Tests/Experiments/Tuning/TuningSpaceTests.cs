using System.Globalization;
using Pathwise.Experiments;
using Pathwise.Experiments.Tuning;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Tuning;

public sealed class TuningSpaceTests
{
    private const int Draws = 4000;

    [Theory]
    [InlineData("gamma=0.9..0.99", 0.5, "0.945")]
    [InlineData("stepSize=log:1e-5..1e-1", 0.5, "0.001")]
    [InlineData("gamma=gap:0.9..0.999", 0.5, "0.99")]
    [InlineData("epochs=1..20", 0, "1")]
    [InlineData("epochs=1..20", 0.9999999, "20")]
    [InlineData("rolloutSteps=pow2:8..2048", 0, "8")]
    [InlineData("rolloutSteps=pow2:8..2048", 0.99, "2048")]
    [InlineData("batchSize=32,64,128", 0.34, "64")]
    [InlineData("hidden=64|64,64|256,256", 0.5, "64,64")]
    [InlineData("normalizeAdvantages", 0.2, "false")]
    [InlineData("activation", 0, "identity")]
    [InlineData("targetKl=none,0.01", 0.1, "none")]
    [InlineData("stepSize=linear:log:1e-4..1e-2", 0.5, "linear:0.001")]
    [InlineData("clipRange=linear:0.1..0.3", 0.5, "linear:0.2")]
    public void A_range_is_read_as_it_is_typed(string text, double position, string value)
    {
        var space = TuningSpace.Parse(PpoOptions.Settings, [text]);
        var tuned = Assert.Single(space.Tuned);
        Assert.Equal(text, tuned.ToString());
        Assert.Equal(value, tuned.Range.At(position));
        PpoOptions.Settings.TextOf(space.Apply(PpoOptions.Settings.Defaults, [value]), tuned.Name);
    }

    [Theory]
    [InlineData("stepsize=1", "one value only, 1; give a range")]
    [InlineData("stepSzie=0.1..1", "no option 'stepSzie'; did you mean 'stepSize'?")]
    [InlineData("stepSize", "too many values to try them all")]
    [InlineData("=0.1..1", "must be name=range")]
    [InlineData("stepSize=", "must be name=range")]
    [InlineData("gamma=0.9..1.5", "The option gamma cannot be 1.5; it must be a real number in [0, 1].")]
    [InlineData("gamma=0.99..0.9", "'0.99..0.9': the lower end comes first")]
    [InlineData("gamma=gap:0.9..1", "ends below 1")]
    [InlineData("stepSize=log:0..1", "'log:0..1': a logarithmic range begins above 0.")]
    [InlineData("stepSize=lgo:1e-5..1", "cannot be 'lgo:1e-5'")]
    [InlineData("stepSize=a..b", "must be two numbers, as in 0.9..0.999")]
    [InlineData("stepSize=1..2..3", "must be two numbers")]
    [InlineData("epochs=1.5..2", "cannot be '1.5'; it must be a whole number")]
    [InlineData("rolloutSteps=pow2:9..2048", "both ends must be powers of two")]
    [InlineData("batchSize=32,big", "The option batchSize cannot be 'big'")]
    [InlineData("batchSize=32,32", "'32,32': a choice has at least two values, and none of them twice")]
    [InlineData("activation=tanh,relo", "cannot be 'relo'; it must be one of identity, tanh")]
    public void What_is_no_range_is_refused_with_a_sentence(string text, string part)
    {
        var e = Assert.Throws<BadInputException>(() => TuningSpace.Parse(PpoOptions.Settings, [text]));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.EndsWith(part.EndsWith('?') ? "?" : ".", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_option_is_varied_twice_and_some_option_is_varied()
    {
        Assert.Contains("gamma is varied twice", Assert.Throws<BadInputException>(() =>
            TuningSpace.Parse(PpoOptions.Settings, ["gamma=0.9,0.99", "Gamma=0.5..0.6"])).Message,
            StringComparison.Ordinal);
        Assert.Contains("no option to vary", Assert.Throws<BadInputException>(() =>
            TuningSpace.Parse(PpoOptions.Settings, [])).Message, StringComparison.Ordinal);
    }

    /// <summary>Kolmogorov and Smirnov's distance: over 1.95 / √n once in a thousand samples.</summary>
    [Theory]
    [InlineData("gamma=0.9..0.99")]
    [InlineData("gamma=gap:0.9..0.9999")]
    [InlineData("stepSize=log:1e-5..1e-1")]
    [InlineData("stepSize=linear:log:1e-5..1e-1")]
    public void Positions_of_drawn_numbers_are_uniform(string text)
    {
        var (space, rng) = (TuningSpace.Parse(PpoOptions.Settings, [text]), new Rng(3));
        var positions = new double[Draws];
        for (var i = 0; i < Draws; i++) positions[i] = space.PositionsOf(space.Draw(ref rng))[0];
        Array.Sort(positions);
        for (var i = 0; i < Draws; i++)
            Assert.InRange(positions[i], (i / (double)Draws) - (1.95 / Math.Sqrt(Draws)),
                ((i + 1) / (double)Draws) + (1.95 / Math.Sqrt(Draws)));
    }

    /// <summary>A tenth of the draws lies in each factor of 10 ^ 0.4; four standard errors.</summary>
    [Fact]
    public void A_logarithmic_range_is_uniform_in_the_exponent()
    {
        var (space, rng) = (TuningSpace.Parse(PpoOptions.Settings, ["stepSize=log:1e-5..1e-1"]), new Rng(8));
        var counts = new int[10];
        for (var i = 0; i < Draws; i++)
        {
            var value = double.Parse(space.Draw(ref rng)[0], CultureInfo.InvariantCulture);
            counts[Math.Min(9, (int)((Math.Log10(value) + 5) / 0.4))]++;
        }

        Assert.All(counts, count => Assert.Equal(Draws / 10.0, count, 4 * Math.Sqrt(Draws * 0.1 * 0.9)));
    }

    /// <summary>Four standard errors.</summary>
    [Theory]
    [InlineData("epochs=1..4", 4)]
    [InlineData("epochs=1,5,10,20", 4)]
    [InlineData("normalizeAdvantages", 2)]
    [InlineData("rolloutSteps=pow2:32..2048", 7)]
    public void Each_of_a_few_values_is_as_likely_and_has_its_own_position(string text, int count)
    {
        var (space, rng) = (TuningSpace.Parse(PpoOptions.Settings, [text]), new Rng(5));
        Assert.Equal(count, space.Tuned[0].Range.Count);
        var drawn = new List<string>();
        for (var i = 0; i < Draws; i++) drawn.Add(space.Draw(ref rng)[0]);
        var groups = drawn.GroupBy(value => value).ToArray();
        var (mean, p) = (Draws / (double)count, 1.0 / count);
        Assert.All(groups, group => Assert.Equal(mean, group.Count(), 4 * Math.Sqrt(Draws * p * (1 - p))));
        Assert.Equal(
            Enumerable.Range(0, count).Select(i => (i + 0.5) / count),
            groups.Select(group => space.PositionsOf([group.Key])[0]).Order(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Numbers_have_four_digits_and_stay_between_the_ends()
    {
        var space = TuningSpace.Parse(PpoOptions.Settings, ["gamma=0.12345678..0.12345999", "lambda=gap:0.5..0.99999"]);
        Assert.Equal(["0.12345678", "0.5"], space.Tuned.Select(tuned => tuned.Range.At(0)));
        var rng = new Rng(1);
        for (var i = 0; i < 100; i++) Assert.InRange(space.Draw(ref rng)[1].Length, 3, 10);
        Assert.Equal("0.99877", space.Tuned[1].Range.At(space.Tuned[1].Range.PositionOf("0.99877")));
    }

    [Fact]
    public void Standard_spaces_fit_their_algorithms()
    {
        Assert.Equal(
            StandardSpace.All.Count, StandardSpace.All.Select(space => space.Algorithm).Distinct().Count());
        foreach (var standard in StandardSpace.All)
        {
            var algorithm = AlgorithmCatalog.Standard.Find(standard.Algorithm);
            var (space, rng) = (TuningSpace.Parse(algorithm.Settings, standard.Vary), new Rng(2));
            Assert.NotEmpty(standard.Source);
            for (var i = 0; i < 50; i++)
                algorithm.Settings.Validated(space.Apply(algorithm.DefaultOptions, space.Draw(ref rng)));
        }
    }

    [Theory]
    [InlineData("ppo")]
    [InlineData("a2c")]
    [InlineData("reinforce")]
    [InlineData("reinforce-baseline")]
    [InlineData("dqn")]
    [InlineData("qr-dqn")]
    [InlineData("sac")]
    [InlineData("td3")]
    public void The_algorithms_that_people_tune_have_a_space(string algorithm) =>
        Assert.Single(StandardSpace.All, space => space.Algorithm == algorithm);
}
