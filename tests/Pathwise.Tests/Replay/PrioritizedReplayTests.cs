using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Replay;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.Replay;

public sealed class PrioritizedReplayTests
{
    private static readonly float[] Errors = [1, -2, 4, 0.5f, 0];

    [Fact]
    public void Transitions_come_as_often_as_the_power_of_their_errors()
    {
        const double Alpha = 0.6;
        const int Batches = 5000, Rows = 8, Draws = Batches * Rows;
        var sampler = WithErrors(Alpha, beta: 0.4);
        var powers = Errors.Select(error => Math.Pow(Math.Abs(error) + 1e-6, Alpha)).ToArray();

        var (counts, slots, weights) = (new int[Errors.Length], new int[Rows], new float[Rows]);
        var rng = new Rng(5);
        for (var batch = 0; batch < Batches; batch++)
        {
            sampler.Draw(slots, weights, fraction: 0, ref rng);
            foreach (var slot in slots) counts[slot]++;
        }

        for (var i = 0; i < Errors.Length; i++)
        {
            var p = powers[i] / powers.Sum();
            Assert.Equal(p, sampler.Probability(i), 1e-12);
            Assert.Equal(Draws * p, counts[i], 4 * Math.Sqrt(Draws * p * (1 - p)));      // 4 s.e.; equal parts have less
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Weights_are_those_of_importance_sampling_over_the_batch_s_greatest(double fraction)
    {
        var beta = 0.4 + (0.6 * fraction);
        var sampler = WithErrors(alpha: 1, Schedule.Linear(0.4, 1));
        var (slots, weights) = (new int[6], new float[6]);
        var rng = new Rng(6);
        sampler.Draw(slots, weights, fraction, ref rng);

        var wanted = slots.Select(slot => Math.Pow(Errors.Length * sampler.Probability(slot), -beta)).ToArray();
        for (var i = 0; i < slots.Length; i++) Assert.Equal(wanted[i] / wanted.Max(), weights[i], 1e-6);
        Assert.Equal(1, weights.Max());
    }

    [Fact]
    public void Full_correction_makes_every_mean_unbiased()
    {
        // β = 1: E[x_i / (N·P(i))] = Σ x / N; x is 0 for the last one, which is so rare that its weight is huge
        const int Draws = 40_000;
        var sampler = WithErrors(alpha: 1, beta: 1);
        double[] x = [3, 1, 4, 1, 0];
        var values = new double[Draws];
        var (slots, weights) = (new int[1], new float[1]);
        var rng = new Rng(7);
        for (var i = 0; i < Draws; i++)
        {
            sampler.Draw(slots, weights, fraction: 0, ref rng);
            values[i] = x[slots[0]] / (x.Length * sampler.Probability(slots[0]));
        }

        var mean = values.Average();
        var error = Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)) / Draws);
        Assert.Equal(x.Average(), mean, 4 * error);
    }

    [Fact]
    public void A_new_transition_comes_as_often_as_the_worst_so_far()
    {
        var sampler = WithErrors(alpha: 0.5, beta: 0.4);
        sampler.Added(3, 5);                                                            // in place of a smaller one
        Assert.Equal(sampler.Probability(2), sampler.Probability(3), 1e-15);
    }

    [Fact]
    public void An_error_that_is_no_number_changes_nothing()
    {
        var sampler = WithErrors(alpha: 0.5, beta: 0.4);
        var before = sampler.Probability(1);
        sampler.Update([1, 1], [float.NaN, float.PositiveInfinity]);
        Assert.Equal(before, sampler.Probability(1));
    }

    [Fact]
    public void What_is_loaded_draws_as_what_was_saved()
    {
        var saved = WithErrors(alpha: 0.6, beta: 0.4);
        var loaded = new PrioritizedReplay(8, 0.6, Schedule.Constant(0.4));
        for (var i = 0; i < 8; i++) loaded.Added(i, i + 1);
        var state = new MemoryState();
        saved.Save(state);
        loaded.Load(state);

        var (slots, weights, others, otherWeights) = (new int[6], new float[6], new int[6], new float[6]);
        var (rng, same) = (new Rng(8), new Rng(8));
        for (var round = 0; round < 20; round++)
        {
            saved.Draw(slots, weights, 0, ref rng);
            loaded.Draw(others, otherWeights, 0, ref same);
            Assert.Equal(slots, others);
            Assert.Equal(weights, otherWeights);
            saved.Update(slots, weights);
            loaded.Update(others, otherWeights);
            if (round >= 3) continue;
            saved.Added(5 + round, 6 + round);
            loaded.Added(5 + round, 6 + round);
        }
    }

    [Fact]
    public void Drawing_and_updating_allocate_nothing()
    {
        var sampler = WithErrors(alpha: 0.6, beta: 0.4);
        var (slots, weights) = (new int[6], new float[6]);
        var rng = new Rng(9);
        sampler.Draw(slots, weights, 0, ref rng);
        sampler.Update(slots, weights);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            sampler.Draw(slots, weights, 0, ref rng);
            sampler.Update(slots, weights);
            sampler.Added(i % 8, 8);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static PrioritizedReplay WithErrors(double alpha, double beta) =>
        WithErrors(alpha, Schedule.Constant(beta));

    private static PrioritizedReplay WithErrors(double alpha, Schedule beta)
    {
        var sampler = new PrioritizedReplay(8, alpha, beta);
        for (var i = 0; i < Errors.Length; i++) sampler.Added(i, i + 1);
        sampler.Update([0, 1, 2, 3, 4], Errors);
        return sampler;
    }
}
