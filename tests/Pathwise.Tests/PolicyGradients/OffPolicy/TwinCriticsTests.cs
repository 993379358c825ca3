using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.PolicyGradients.OffPolicy;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.Tests.PolicyGradients.OffPolicy;

public sealed class TwinCriticsTests
{
    private const int Rows = 6, StateSize = 2, ActionSize = 1;
    private static readonly int[] Sizes = [StateSize + ActionSize, 5, 1];

    [Fact]
    public void Targets_are_of_the_lower_critic_and_steps_follow_the_loss_s_gradient()
    {
        const double Lambda = 0.1;
        var (critics, batch, nextActions, bonus) = New();
        double[][] before = [.. critics.Critics.Select(critic => DoubleNetwork.Of(critic.Network))];

        critics.Learn(batch, nextActions, bonus, Lambda);

        var (lowers, uppers) = (0, 0);
        var targets = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var q = before.Select(
                x => DoubleNetwork.Forward(x, Sizes, Joined(batch.Next, nextActions, row))[0]).ToArray();
            if (q[0] < q[1]) lowers++;
            else uppers++;
            targets[row] = batch.Rewards[row] + (batch.Discounts[row] * (q.Min() + bonus[row]));
        }

        Assert.True(lowers > 0 && uppers > 0);                          // both are believed somewhere
        var inputs = Enumerable.Range(0, Rows).Select(row => Joined(batch.Observations, batch.Actions, row)).ToArray();
        for (var i = 0; i < 2; i++)
        {
            var gradient = DoubleNetwork.Gradient(
                x => inputs.Select((input, row) =>
                    0.5 * Math.Pow(DoubleNetwork.Forward(x, Sizes, input)[0] - targets[row], 2)).Average(),
                before[i]);
            var after = DoubleNetwork.Of(critics.Critics[i].Network);
            for (var k = 0; k < gradient.Length; k++)
                Assert.Equal(before[i][k] - (Lambda * gradient[k]), after[k], 1e-6);           // 24 bits
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Slopes_are_those_of_the_lower_critic_or_of_the_first(bool ofFirst)
    {
        var (critics, batch, _, _) = New();
        var slopes = new float[Rows];
        var mean = critics.Slopes(batch.Observations, batch.Actions, ofFirst, slopes);

        double Q(int row, double action)
        {
            var x = Joined(batch.Observations, batch.Actions, row);
            x[StateSize] = action;
            var q = critics.Critics.Select(c => DoubleNetwork.Forward(DoubleNetwork.Of(c.Network), Sizes, x)[0]).ToArray();
            return ofFirst ? q[0] : q.Min();
        }

        var sum = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            double a = batch.Actions[row];
            sum += Q(row, a);
            Assert.Equal((Q(row, a + 1e-5) - Q(row, a - 1e-5)) / 2e-5 / Rows, slopes[row], 1e-6);
        }

        Assert.Equal(sum / Rows, mean, 1e-6);
    }

    [Fact]
    public void Slopes_leave_the_critics_as_they_are_and_threads_change_no_bit()
    {
        using var team = new Workers(2);
        var (one, batch, nextActions, bonus) = New();
        var (two, _, _, _) = New(team);
        var (slopes, slopesToo) = (new float[Rows], new float[Rows]);
        var before = one.Critics[0].Network.Parameters.ToArray();
        one.Slopes(batch.Observations, batch.Actions, ofFirst: false, slopes);
        Assert.Equal(before, one.Critics[0].Network.Parameters.ToArray());

        two.Slopes(batch.Observations, batch.Actions, ofFirst: false, slopesToo);
        Assert.Equal(slopes, slopesToo);
        one.Learn(batch, nextActions, bonus, 0.1);
        two.Learn(batch, nextActions, bonus, 0.1);
        for (var i = 0; i < 2; i++)
            Assert.Equal(one.Critics[i].Network.Parameters.ToArray(), two.Critics[i].Network.Parameters.ToArray());
    }

    [Fact]
    public void Targets_follow_by_tau()
    {
        var (critics, batch, nextActions, bonus) = New();
        var before = critics.Critics[1].Target.Parameters.ToArray();
        critics.Learn(batch, nextActions, bonus, 0.5);
        Assert.Equal(before, critics.Critics[1].Target.Parameters.ToArray());
        critics.Follow(0.25);
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(
                (0.25 * critics.Critics[1].Network.Parameters[i]) + (0.75 * before[i]),
                critics.Critics[1].Target.Parameters[i], 1e-7);
    }

    [Fact]
    public void A_critic_that_blows_up_stays_as_it_was()
    {
        var (critics, batch, nextActions, bonus) = New();
        var before = critics.Critics[0].Network.Parameters.ToArray();
        batch.Rewards[3] = float.NaN;
        critics.Learn(batch, nextActions, bonus, 0.1);
        Assert.True(critics.HasDiverged);
        Assert.Equal(before, critics.Critics[0].Network.Parameters.ToArray());
    }

    private static double[] Joined(ReadOnlySpan<float> states, ReadOnlySpan<float> actions, int row) =>
        [.. DoubleNetwork.Of(states.Slice(row * StateSize, StateSize)), actions[row]];

    private static (TwinCritics Critics, ReplayBatch<float> Batch, float[] NextActions, double[] Bonus) New(
        Workers? workers = null)
    {
        var rng = new Rng(11);
        Critic Critic()
        {
            var network = Mlp.Create(
                Sizes, Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
            return new(network, new Sgd(network.Parameters.Length), Rows);
        }

        var critics = new TwinCritics(Critic(), Critic(), StateSize, Rows, workers);
        var batch = new ReplayBatch<float>(Rows, StateSize, ActionSize);
        rng.FillNormal(batch.States);
        rng.FillNormal(batch.Rewards);
        foreach (ref var a in batch.Actions) a = (float)rng.NextUniform(-1, 1);
        for (var row = 0; row < Rows; row++) batch.Discounts[row] = row == 2 ? 0 : 0.9f;
        var (next, bonus) = (new float[Rows], new double[Rows]);
        foreach (ref var a in next.AsSpan()) a = (float)rng.NextUniform(-1, 1);
        rng.FillNormal(bonus.AsSpan());
        return (critics, batch, next, bonus);
    }
}
