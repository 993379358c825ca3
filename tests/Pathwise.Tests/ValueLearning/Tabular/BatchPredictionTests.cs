using Pathwise.Randomness;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Tests.ValueLearning.Tabular;

public sealed class BatchPredictionTests
{
    /// <summary>Eight episodes: A, 0, B, 0; six times B, 1; B, 0. TD says that A is worth what B is, Monte Carlo what it
    /// earned.</summary>
    [Fact]
    public void You_are_the_predictor()
    {
        const int A = 0, B = 1, End = 2;
        Experience Last(double reward) => new(B, 1, reward, End, Terminated: true, Truncated: false);
        Experience[] steps = [new(A, 0, 0, B, false, false), Last(0), .. Enumerable.Repeat(Last(1), 6), Last(0)];
        Assert.Equal([0.75, 0.75, 0], Rounded(BatchPrediction.TemporalDifference(steps, 3, 1)));   // Example 6.4, p. 127
        Assert.Equal([0, 0.75, 0], Rounded(BatchPrediction.MonteCarlo(steps, 3, 1)));
    }

    [Fact]
    public void Batch_TD_is_the_certainty_equivalence_estimate()
    {
        const double Gamma = 0.9;
        var process = Process.Random(11);
        var world = process.World(3);
        var policy = FixedPolicy.Uniform(world.StateActions);
        var rng = new Rng(1);
        var steps = new List<Experience>();
        for (var episode = 0; episode < 30; episode++)
            for (world.Begin(); world.GoesOn;) steps.Add(world.Take(policy.Choose(world.State, ref rng)));

        // The likeliest process has the frequencies seen; its values, by its Bellman equation.
        var values = new double[process.Mdp.States];
        for (var sweep = 0; sweep < 2000; sweep++)
            foreach (var from in steps.GroupBy(step => step.State))
                values[from.Key] = from.Average(step => step.Reward + (step.Terminated ? 0 : Gamma * values[step.Next]));

        var batch = BatchPrediction.TemporalDifference([.. steps], process.Mdp.States, Gamma);
        for (var s = 0; s < values.Length; s++) Assert.Equal(values[s], batch[s], 1e-9);
    }

    [Fact]
    public void An_episode_without_an_end_has_no_return() => Assert.Throws<ArgumentException>(() =>
        BatchPrediction.MonteCarlo([new(0, 0, 1, 1, Terminated: false, Truncated: true)], 2, 1));

    private static double[] Rounded(double[] values) => [.. values.Select(value => Math.Round(value, 9))];
}
