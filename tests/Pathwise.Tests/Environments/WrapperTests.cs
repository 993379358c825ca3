using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;
using Pathwise.Environments.Textbook;
using Pathwise.Environments.Wrappers;
using Pathwise.Numerics;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.Environments;

public sealed class WrapperTests
{
    private static readonly EnvironmentSpec Short = new("CartPole") { MaxEpisodeSteps = 15 };

    public static TheoryData<Autoreset> Modes => [Autoreset.NextStep, Autoreset.SameStep, Autoreset.Disabled];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Statistics_are_those_of_episodes_played_one_by_one(Autoreset autoreset)
    {
        const int count = 3;
        var statistics = new EpisodeStatistics<int>(CartPoles(count, autoreset));
        statistics.Reset(5);
        var expected = new List<double>();
        var (lengths, over) = (new long[count], new bool[count]);
        for (var t = 0; t < 300; t++)
        {
            statistics.Step([t % 2, 1, 0]);
            for (var i = 0; i < count; i++)
            {
                var sat = over[i] && autoreset != Autoreset.SameStep;
                if (over[i]) lengths[i] = 0;
                over[i] = statistics.Terminated[i] | statistics.Truncated[i];
                if (sat) Assert.False(statistics.Ended[i]);
                else
                {
                    lengths[i]++;
                    Assert.Equal(over[i], statistics.Ended[i]);
                    if (over[i]) expected.Add(lengths[i]);
                }

                Assert.Equal((lengths[i], lengths[i]), (statistics.Lengths[i], statistics.Returns[i]));   // CartPole: 1 a step
            }

            if (autoreset == Autoreset.Disabled && t % 20 == 19)
            {
                statistics.Reset(over);
                for (var i = 0; i < count; i++)
                    if (over[i]) (lengths[i], over[i]) = (0, false);
            }
        }

        Assert.Equal(expected.Count, statistics.Episodes);
        Assert.Equal(expected.TakeLast(100).Average(), statistics.MeanReturn, 1e-12);
        Assert.Equal(expected.TakeLast(100).Average(), statistics.MeanLength, 1e-12);
        Assert.Equal(Math.Min(100, expected.Count), statistics.RecentReturns.Length);
    }

    [Fact]
    public void Normalised_observations_follow_the_definition()
    {
        var (raw, normalized) = (CartPoles(4, Autoreset.NextStep), new NormalizedObservations<int>(CartPoles(4, Autoreset.NextStep)));
        var (mean, variance, count) = (new double[4], new double[] { 1, 1, 1, 1 }, 1e-4);
        raw.Reset(9);
        normalized.Reset(9);
        for (var t = 0; t < 100; t++)
        {
            for (var c = 0; c < 4; c++)                                         // Chan's update, written out
            {
                var batch = Enumerable.Range(0, 4).Select(i => (double)raw.Observations[4 * i + c]).ToArray();
                var (m, total) = (batch.Average(), count + 4);
                var delta = m - mean[c];
                mean[c] += delta * 4 / total;
                variance[c] = (variance[c] * count + batch.Sum(x => (x - m) * (x - m)) + delta * delta * count * 4 / total) / total;
                for (var i = 0; i < 4; i++)
                    Assert.Equal((batch[i] - mean[c]) / Math.Sqrt(variance[c] + 1e-8), normalized.Observations[4 * i + c], 1e-5);
            }

            count += 4;
            raw.Step([0, 1, t % 2, t % 3 % 2]);
            normalized.Step([0, 1, t % 2, t % 3 % 2]);
        }
    }

    [Fact]
    public void Frozen_moments_stay_and_clipping_bounds()
    {
        var normalized = new NormalizedObservations<int>(CartPoles(2, Autoreset.SameStep), clip: 0.5);
        normalized.Reset(1);
        for (var t = 0; t < 50; t++) normalized.Step([0, 1]);
        normalized.IsFrozen = true;
        var (mean, count) = (normalized.Moments.Mean.ToArray(), normalized.Moments.Count);
        for (var t = 0; t < 50; t++) normalized.Step([0, 1]);
        Assert.Equal(mean, normalized.Moments.Mean.ToArray());
        Assert.Equal(count, normalized.Moments.Count);
        Assert.True(normalized.ObservationSpace.Contains(normalized.Observations[..4]));
        Assert.Contains(0.5f, normalized.Observations.ToArray().Select(MathF.Abs));
        Assert.All(normalized.FinalObservations.ToArray(), value => Assert.InRange(value, -0.5f, 0.5f));
    }

    [Fact]
    public void Parked_environments_are_seen_once()
    {
        var normalized = new NormalizedObservations<int>(CartPoles(2, Autoreset.Disabled));
        normalized.Reset(1);
        for (var t = 0; t < 100; t++) normalized.Step([1, 1]);
        var count = normalized.Moments.Count;
        normalized.Step([1, 1]);
        Assert.Equal(count, normalized.Moments.Count);
        normalized.Reset([true, false]);
        Assert.Equal(count + 1, normalized.Moments.Count);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Normalised_rewards_follow_the_definition(Autoreset autoreset)
    {
        const double gamma = 0.9;
        var (raw, scaled) = (CartPoles(2, autoreset), new NormalizedRewards<int>(CartPoles(2, autoreset), gamma));
        var (returns, over) = (new double[2], new bool[2]);
        var (mean, variance, count) = (0.0, 1.0, 1e-4);
        raw.Reset(2);
        scaled.Reset(2);
        for (var t = 0; t < 80; t++)
        {
            raw.Step([0, t % 2]);
            scaled.Step([0, t % 2]);
            var live = Enumerable.Range(0, 2).Where(i => autoreset != Autoreset.Disabled || !over[i]).ToArray();
            foreach (var i in live) returns[i] = returns[i] * gamma * (raw.Terminated[i] ? 0 : 1) + raw.Rewards[i];
            if (live.Length > 0)
            {
                var batch = live.Select(i => returns[i]).ToArray();
                var (m, n, total) = (batch.Average(), batch.Length, count + batch.Length);
                var delta = m - mean;
                mean += delta * n / total;
                variance = (variance * count + batch.Sum(x => (x - m) * (x - m)) + delta * delta * count * n / total) / total;
                count = total;
            }

            for (var i = 0; i < 2; i++)
            {
                Assert.Equal(raw.Rewards[i] / Math.Sqrt(variance + 1e-8), scaled.Rewards[i], 1e-9);
                over[i] = raw.Terminated[i] | raw.Truncated[i];
            }
        }
    }

    [Fact]
    public void Rewards_that_are_summed_by_episode_count_to_an_end_and_begin_anew()
    {
        const double gamma = 0.9;
        var raw = CartPoles(1, Autoreset.SameStep);
        var scaled = new NormalizedRewards<int>(CartPoles(1, Autoreset.SameStep), gamma, byEpisode: true);
        var (moments, sum, ends) = (new RunningMoments(1), 0.0, 0);
        raw.Reset(2);
        scaled.Reset(2);
        for (var t = 0; t < 80; t++)
        {
            raw.Step([0]);
            scaled.Step([0]);
            sum = (sum * gamma) + raw.Rewards[0];
            moments.Update<double>([sum]);
            Assert.Equal(raw.Rewards[0] / Math.Sqrt(moments.Variance[0] + 1e-8), scaled.Rewards[0], 1e-12);
            if (!(raw.Terminated[0] | raw.Truncated[0])) continue;
            sum = 0;
            ends++;
        }

        Assert.True(ends > 3);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_stack_of_wrappers_goes_on_from_a_checkpoint_as_if_uninterrupted(Autoreset autoreset)
    {
        IVectorEnvironment<int> Stack() => new NormalizedRewards<int>(
            new NormalizedObservations<int>(new EpisodeStatistics<int>(CartPoles(3, autoreset)), clip: 10), clip: 10);
        var (one, two, memory) = (Stack(), Stack(), new MemoryState());
        one.Reset(11);
        for (var t = 0; t < 40; t++) one.Step([0, 1, t % 2]);
        one.Save(memory);
        two.Reset(99);
        two.Load(memory);
        for (var t = 0; t < 60; t++)
        {
            Assert.Equal(one.Observations, two.Observations);
            Assert.Equal(one.FinalObservations, two.FinalObservations);
            Assert.Equal(one.Rewards, two.Rewards);
            Assert.Equal(one.Terminated, two.Terminated);
            if (autoreset == Autoreset.Disabled && t == 30)
            {
                one.Reset();
                two.Reset();
            }

            one.Step([0, 1, t % 2]);
            two.Step([0, 1, t % 2]);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_wrapped_step_allocates_nothing(Autoreset autoreset)
    {
        var stack = new NormalizedRewards<int>(
            new NormalizedObservations<int>(new EpisodeStatistics<int>(CartPoles(8, autoreset))));
        var actions = new int[8];
        stack.Reset(1);
        for (var t = 0; t < 100; t++) stack.Step(actions);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 500; t++) stack.Step(actions);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_time_limit_truncates_and_keeps_a_termination()
    {
        var limited = new TimeLimited<int>(new ShortCorridor().Simulate(), 3);
        var observation = new float[1];
        limited.Reset(observation);
        Assert.Equal(new Step(-1, false), limited.Step([1], observation));
        Assert.Equal(new Step(-1, false), limited.Step([0], observation));
        Assert.Equal(new Step(-1, Terminated: true, Truncated: true), limited.Step([1], observation));
        Assert.Throws<InvalidOperationException>(() => limited.Step([1], observation));
        limited.Reset(observation);
        for (var t = 0; t < 2; t++) Assert.False(limited.Step([0], observation).EndsEpisode);
        Assert.Equal(new Step(-1, Terminated: false, Truncated: true), limited.Step([0], observation));
        Assert.Throws<InvalidOperationException>(() => limited.Step([1], observation));
        Assert.Equal(3, limited.Spec.MaxEpisodeSteps);
    }

    private static SimulationBatch<CartPole, CartPole.State, int> CartPoles(int count, Autoreset autoreset) =>
        new(new(), count, Short, autoreset);
}
