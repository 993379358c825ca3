using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Replay;
using Pathwise.ValueLearning.Deep;

namespace Pathwise.Tests.ValueLearning.Deep;

public sealed class DeepActionValuesTests
{
    private const int Actions = 3, Inputs = 2;

    [Fact]
    public void The_target_takes_the_target_network_s_choice_or_the_learning_one_s()
    {
        // linear values by hand, s′ = (1, 2): Q(s′,·,θ) = (3, 1, 2), Q(s′,·,θ⁻) = (−1, 0.5, 4)
        var (values, batch) = (Linear(new HuberLoss(), rows: 2), Transitions(rows: 2, maskSize: 0));
        Bias(values.Network, [3, 1, 2]);
        Bias(values.Target, [-1, 0.5f, 4]);
        (batch.Rewards[0], batch.Discounts[0]) = (10, 0.5f);
        (batch.Rewards[1], batch.Discounts[1]) = (20, 0);                            // terminal

        var targets = new float[2];
        values.Bootstrap(batch, isDouble: false, targets);
        Assert.Equal([10 + (0.5f * 4), 20], targets);
        values.Bootstrap(batch, isDouble: true, targets);
        Assert.Equal([10 + (0.5f * -1), 20], targets);                               // θ chooses 0, θ⁻ says −1
    }

    [Fact]
    public void No_choice_that_there_is_not_is_part_of_the_greatest()
    {
        var (values, batch) = (Linear(new HuberLoss(), rows: 2), Transitions(rows: 2, maskSize: Actions));
        Bias(values.Network, [3, 1, 2]);
        Bias(values.Target, [-1, 0.5f, 4]);
        new[] { true, true, false, false, true, true }.CopyTo(batch.NextMasks);
        batch.Rewards.Clear();
        batch.Discounts.Fill(1);

        var targets = new float[2];
        values.Bootstrap(batch, isDouble: false, targets);
        Assert.Equal([0.5f, 4], targets);
        values.Bootstrap(batch, isDouble: true, targets);
        Assert.Equal([-1, 4], targets);
    }

    [Fact]
    public void Quantiles_choose_by_their_mean_and_bootstrap_one_by_one()
    {
        var (values, batch) = (Linear(new QuantileHuberLoss(2), rows: 1), Transitions(rows: 1, maskSize: 0));
        Bias(values.Target, [0, 9, 4, 6, 2, 7]);                                     // means 4.5, 5, 4.5
        (batch.Rewards[0], batch.Discounts[0]) = (1, 0.5f);
        var targets = new float[2];
        values.Bootstrap(batch, isDouble: false, targets);
        Assert.Equal([3, 4], targets);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_step_goes_down_the_weighed_loss_s_gradient_by_finite_differences(int atoms)
    {
        const int Rows = 5;
        const double Alpha = 0.1;
        IValueLoss loss = atoms == 1 ? new HuberLoss() : new QuantileHuberLoss(atoms);
        var network = new Mlp([Inputs, Actions * atoms]);
        var rng = new Rng(2);
        foreach (ref var parameter in network.Parameters) parameter = (float)rng.NextNormal();
        var values = new DeepActionValues(
            network, new Mlp([Inputs, Actions * atoms]), loss, new Sgd(network.Parameters.Length),
            double.PositiveInfinity, Rows);
        var batch = Transitions(Rows, maskSize: 0);
        var targets = new float[Rows * atoms];
        foreach (ref var target in targets.AsSpan()) target = (float)(2 * rng.NextNormal());
        for (var row = 0; row < Rows; row++)
            (batch.Actions[row], batch.Weights[row]) = (rng.NextInt32(Actions), 0.2f + (0.2f * row));
        rng.FillNormal(batch.Observations);

        double[] start = Array.ConvertAll(network.Parameters.ToArray(), x => (double)x);
        var errors = new float[Rows];
        values.Descend(batch, targets, Alpha, errors);

        Assert.Equal(Objective(start), values.Loss, 1e-5);
        for (var i = 0; i < start.Length; i++)
        {
            const double H = 1e-6;
            var (up, down) = ((double[])start.Clone(), (double[])start.Clone());
            (up[i], down[i]) = (start[i] + H, start[i] - H);
            var slope = (Objective(up) - Objective(down)) / (2 * H);
            Assert.Equal(start[i] - (Alpha * slope), network.Parameters[i], 1e-6);   // two roundings of 24 bits
        }

        Assert.All(errors, error => Assert.NotEqual(0, error));

        double Objective(double[] x)
        {
            var sum = 0.0;
            for (var row = 0; row < Rows; row++)
            {
                var (q, t) = (new double[atoms], new double[atoms]);
                for (var i = 0; i < atoms; i++)
                {
                    var (column, columns) = ((batch.Actions[row] * atoms) + i, Actions * atoms);
                    q[i] = x[(Inputs * columns) + column];
                    for (var k = 0; k < Inputs; k++)
                        q[i] += batch.Observations[(row * Inputs) + k] * x[(k * columns) + column];
                    t[i] = targets[(row * atoms) + i];
                }

                sum += batch.Weights[row] * (
                    atoms == 1 ? HuberLoss.Reference(t[0] - q[0]) : QuantileHuberLoss.Reference(q, t));
            }

            return sum / Rows;
        }
    }

    [Fact]
    public void The_target_starts_as_a_copy_and_follows_when_told()
    {
        var values = Linear(new HuberLoss(), rows: 1);
        Bias(values.Network, [1, 2, 3]);
        Assert.Equal(0, values.Target.Parameters[^1]);
        values.FollowTarget(tau: 0.5);
        Assert.Equal(1.5f, values.Target.Parameters[^1]);
        values.FollowTarget(tau: 1);
        Assert.Equal(values.Network.Parameters, values.Target.Parameters);
    }

    [Fact]
    public void A_gradient_that_is_no_number_moves_nothing()
    {
        var values = Linear(new HuberLoss(), rows: 1);
        var batch = Transitions(rows: 1, maskSize: 0);
        batch.Observations[0] = float.NaN;
        values.Descend(batch, [1], 0.1, new float[1]);
        Assert.True(values.HasDiverged);
        Assert.All(values.Network.Parameters.ToArray(), parameter => Assert.Equal(0, parameter));
    }

    [Fact]
    public void Networks_that_do_not_fit_are_refused() => Assert.Throws<ArgumentException>(() => new DeepActionValues(
        new Mlp([2, 3]), new Mlp([2, 3]), new QuantileHuberLoss(2), new Sgd(9), 1, 1));

    private static DeepActionValues Linear(IValueLoss loss, int rows)
    {
        var network = new Mlp([Inputs, Actions * loss.Atoms]);
        return new(
            network, new Mlp([Inputs, Actions * loss.Atoms]), loss, new Sgd(network.Parameters.Length),
            double.PositiveInfinity, rows);
    }

    private static ReplayBatch<int> Transitions(int rows, int maskSize)
    {
        var batch = new ReplayBatch<int>(rows, Inputs, 1, maskSize);
        for (var row = 0; row < rows; row++) (batch.Next[2 * row], batch.Next[(2 * row) + 1]) = (1, 2);
        return batch;
    }

    private static void Bias(INetwork network, ReadOnlySpan<float> bias) =>
        bias.CopyTo(network.Parameters[^bias.Length..]);
}
