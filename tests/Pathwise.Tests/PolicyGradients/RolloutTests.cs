using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients;

public sealed class RolloutTests
{
    private const int Limit = 5;

    [Fact]
    public void Every_row_is_a_transition_and_only_what_was_cut_is_worth_something_at_its_end()
    {
        var (rollout, value) = Collected(environments: 3, steps: 20, rollouts: 2);
        rollout.Judge(value, 0.9, 0.8);

        var (terminations, cuts) = (0, 0);
        for (var row = 0; row < rollout.Rows; row++)
        {
            var (state, isLast) = (rollout.States[row], row >= rollout.Rows - 3);
            var terminates = rollout.Actions[row] == 1 && state >= 2;
            Assert.Equal(2 * state, rollout.Values[row], 6);                                  // v̂(s) = 2 s
            Assert.Equal(10 + state, rollout.Rewards[row]);                                   // a reset's reward would be 0
            Assert.Equal(terminates || state == Limit - 1 || isLast, rollout.Ends[row]);
            if (!isLast) Assert.Equal(rollout.Ends[row] ? 0 : state + 1, rollout.States[row + 3]);
            if (!rollout.Ends[row]) continue;
            Assert.Equal(terminates ? 0 : 2 * (state + 1), rollout.EndValues[row], 6);        // of S_{t+1}, not of the new episode's S₀
            if (terminates) terminations++;
            else cuts++;
        }

        Assert.True(terminations > 3 && cuts > 3);
    }

    [Fact]
    public void It_keeps_the_log_probabilities_of_what_was_drawn()
    {
        var (rollout, _) = Collected(environments: 2, steps: 10, rollouts: 1);
        foreach (var logProbability in rollout.LogProbabilities) Assert.Equal(-Math.Log(2), logProbability, 12);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(1000)]
    public void An_epoch_has_every_row_once_in_an_order_of_its_own(int size)
    {
        var (rollout, _) = Collected(environments: 2, steps: 10, rollouts: 1);
        for (var row = 0; row < rollout.Rows; row++) rollout.Returns[row] = row;
        var (batch, rng, orders) = (new Minibatch<int>(rollout, size), new Rng(3), new List<double[]>());
        for (var epoch = 0; epoch < 2; epoch++)
        {
            var rows = new List<double>();
            batch.Shuffle(ref rng);
            while (batch.MoveNext())
            {
                Assert.True(batch.Rows == Math.Min(size, 20) || rows.Count + batch.Rows == 20);
                for (var i = 0; i < batch.Rows; i++)
                {
                    var row = (int)batch.Returns[i];
                    Assert.Equal(rollout.States[row], batch.States[i]);
                    Assert.Equal(rollout.Actions[row], batch.Actions[i]);
                    Assert.Equal(rollout.LogProbabilities[row], batch.LogProbabilities[i]);
                }

                rows.AddRange(batch.Returns);
            }

            orders.Add([.. rows]);
            Assert.Equal(Enumerable.Range(0, 20).Select(row => (double)row), rows.Order());
        }

        Assert.NotEqual(orders[0], orders[1]);
    }

    [Fact]
    public void Environments_that_reset_in_a_step_of_its_own_are_refused()
    {
        var environments = new SimulationBatch<Counter, int, int>(new(), 1);
        Assert.Throws<ArgumentException>(
            () => new RolloutCollector<int>(environments, 1, default, new(1), new(2)));
    }

    private static (Rollout<int> Rollout, StateValue Value) Collected(int environments, int steps, int rollouts)
    {
        var batch = new SimulationBatch<Counter, int, int>(
            new(), environments, new("Counter-v0") { MaxEpisodeSteps = Limit }, Autoreset.SameStep);
        var collector = new RolloutCollector<int>(batch, steps, default, new(1), new(2));
        var (theta, w) = (new Mlp([1, 2]), new Mlp([1, 1]));
        w.Parameters[0] = 2;
        var policy = new Policy<int, Categorical>(theta, new(2), Ascent(theta), environments);
        for (var i = 0; i < rollouts; i++) collector.Collect(policy);
        return (collector.Rollout, new(w, Ascent(w)));
    }

    private static GradientAscent Ascent(Mlp network) =>
        new(network, network.NewPass(16), 16, new Sgd(network.Parameters.Length), double.PositiveInfinity);

    /// <summary>Shows how many steps have been taken; from the third on, action 1 ends it.</summary>
    private readonly struct Counter : IDynamics<int, int>
    {
        public Space ObservationSpace => new Box([0], [100]);

        public Space ActionSpace => new Discrete(2);

        public int Reset(ref Rng rng) => 0;

        public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng) =>
            new(10 + state++, Terminated: action[0] == 1 && state > 2);

        public void Observe(in int state, Span<float> observation) => observation[0] = state;

        public void Draw(in int state, ICanvas canvas) { }
    }
}
