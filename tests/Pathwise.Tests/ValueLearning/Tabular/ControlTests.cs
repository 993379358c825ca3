using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Testing;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Tests.ValueLearning.Tabular;

public sealed class ControlTests
{
    public static TheoryData<string> Methods => new(
        "q-learning", "double-q-learning", "sarsa", "expected-sarsa", "n-step-sarsa", "sarsa-lambda", "sarsa-lambda-replacing",
        "sarsa-lambda-dutch", "monte-carlo", "off-policy-monte-carlo");

    /// <summary>Those that learn the values of the policy that acts.</summary>
    public static TheoryData<string> OnPolicy => new(
        "sarsa", "expected-sarsa", "n-step-sarsa", "sarsa-lambda", "sarsa-lambda-replacing", "sarsa-lambda-dutch", "monte-carlo");

    [Theory]
    [InlineData("q-learning")]
    [InlineData("double-q-learning")]
    public void Where_nothing_is_random_a_step_of_1_finds_the_best_values_exactly(string method)
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var process = Process.Random(seed, states: 6, deterministic: true);
            var learner = New(method, process, seed, 0.9, null, 1, epsilon: 1);
            var exact = process.TrueQ(0.9, null);
            for (var episode = 0; episode < 20_000; episode++) learner.Learn();
            foreach (var pair in Reachable(process)) Assert.Equal(exact[pair], learner.Q[pair], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(OnPolicy))]
    public void A_policy_that_is_all_chance_has_the_values_of_chance(string method)
    {
        var process = Process.Random(3);
        var world = process.World(1);
        var exact = process.TrueQ(0.9, FixedPolicy.Uniform(world.StateActions));
        var pairs = Reachable(process);
        var estimates = new List<double>[exact.Length];
        for (var pair = 0; pair < exact.Length; pair++) estimates[pair] = [];
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var learner = New(method, process, seed, 0.9, null, 0.03, epsilon: 1);
            for (var episode = 0; episode < 4000; episode++) learner.Learn();
            foreach (var pair in pairs) estimates[pair].Add(learner.Q[pair]);
        }

        foreach (var pair in pairs)
        {
            var sample = Sample.Of([.. estimates[pair]]);
            Assert.True(sample.IsWithin(4, exact[pair]), $"pair {pair}: {sample}, exact {exact[pair]}");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_action_that_is_best_by_far_is_found(string method)
    {
        var found = 0;
        for (var seed = 1UL; found < 4; seed++)
        {
            var process = Process.Random(seed);
            var exact = process.TrueQ(0.9, null);
            var row = exact[..process.Mdp.FirstPairs[1]];
            var best = Array.IndexOf(row, row.Max());
            if (row.Where((_, action) => action != best).Max() > row[best] - 0.5) continue;
            found++;
            var learner = New(method, process, seed, 0.9, null, 0.02, epsilon: 0.15);
            for (var episode = 0; episode < 10_000; episode++) learner.Learn();
            Assert.Equal(best, learner.Q.FirstGreedy(0));
        }
    }

    /// <summary>From A, left leads to B, where each of ten actions ends it with a reward from N(−0.1, 1); right ends it with 0
    /// (Example 6.7, with 0.1 for 10 actions).</summary>
    [Fact]
    public void Q_learning_takes_luck_for_value_and_Double_Q_learning_does_not()
    {
        Sample Left(string method) => Sample.Of(runs: 400, seed =>
        {
            var world = new Interaction(new LuckyRooms().Simulate(), seed, LuckyRooms.Actions);
            var (alpha, epsilon) = (Schedule.Constant(0.1), Schedule.Constant(1));
            TabularControl learner = method == "q-learning"
                ? new QLearning(world, new() { StepSize = alpha, Epsilon = epsilon }, new(seed))
                : new DoubleQLearning(world, new() { StepSize = alpha, Epsilon = epsilon }, new(seed));
            for (var episode = 0; episode < 400; episode++) learner.Learn();
            return learner.Q[0];                                        // Q(A, left), in truth −0.1; at first 0
        });

        var (single, twofold) = (Left("q-learning"), Left("double-q-learning"));
        Assert.True(single.Mean > 4 * single.StandardError, $"{single}");
        Assert.True(twofold.Mean < -4 * twofold.StandardError, $"{twofold}");
    }

    /// <summary>Weighted importance sampling, written down a second time, from the same episodes.</summary>
    [Fact]
    public void Off_policy_Monte_Carlo_weighs_as_the_box_does()
    {
        const double Gamma = 0.9, Epsilon = 0.4;
        var process = Process.Random(9);
        var learner = New("off-policy-monte-carlo", process, 5, Gamma, null, 0, Epsilon);
        var world = process.World(5);
        var rng = new Rng(Pathwise.Experiments.RunSeeds.Acting(new(5)));
        var (q, c) = (new ActionValues(world.StateActions), new double[process.Mdp.Pairs]);
        for (var episode = 0; episode < 300; episode++)
        {
            learner.Learn();
            world.Begin();
            var steps = new List<(Experience Step, double Chance)>();
            while (world.GoesOn)
            {
                var s = world.State;
                var pair = q.EpsilonGreedy(s, Epsilon, ref rng);
                var row = q.Values[process.Mdp.FirstPairs[s]..process.Mdp.FirstPairs[s + 1]].ToArray();
                var (best, ties) = (row.Max(), row.Count(value => value == row.Max()));
                steps.Add((world.Take(pair), (Epsilon / row.Length) + (q[pair] == best ? (1 - Epsilon) / ties : 0)));
            }

            var (g, w) = (0.0, 1.0);
            for (var t = steps.Count - 1; t >= 0; t--)
            {
                var (step, chance) = steps[t];
                g = (Gamma * g) + step.Reward;
                c[step.Pair] += w;
                q[step.Pair] += w / c[step.Pair] * (g - q[step.Pair]);
                if (q.FirstGreedy(step.State) != step.Pair) break;
                w /= chance;
            }

            for (var pair = 0; pair < c.Length; pair++) Assert.Equal(q[pair], learner.Q[pair], 1e-9);
        }
    }

    [Fact]
    public void Exploring_starts_take_any_first_action()
    {
        var world = Process.Random(2).World(1);
        var learner = new MonteCarloControl(
            world, new() { Epsilon = Schedule.Constant(0), ExploringStarts = true, InitialValue = -100 }, new(1));
        for (var episode = 0; episode < 200; episode++) learner.Learn();
        Assert.DoesNotContain(-100.0, learner.Q.Values[..world.StateActions.FirstPairs[1]].ToArray());
    }

    [Fact]
    public void With_epsilon_0_Expected_Sarsa_is_Q_learning()
    {
        var (one, two) = (
            New("expected-sarsa", Process.Random(4), 4, 0.9, null, 0.3, epsilon: 0),
            New("q-learning", Process.Random(4), 4, 0.9, null, 0.3, epsilon: 0));
        for (var episode = 0; episode < 500; episode++)
        {
            one.Learn();
            two.Learn();
        }

        Resuming.AssertEqual(one, two);
    }

    [Theory]
    [InlineData("n-step-sarsa-1", null)]
    [InlineData("sarsa-lambda-0", null)]
    [InlineData("sarsa-lambda-0-dutch", null)]
    [InlineData("n-step-sarsa-1", 5)]
    [InlineData("sarsa-lambda-0", 5)]
    public void With_n_1_or_lambda_0_it_is_Sarsa(string method, int? limit)
    {
        var (one, two) = (
            New(method, Process.Random(5), 4, 0.9, limit, 0.3, epsilon: 0.2), New("sarsa", Process.Random(5), 4, 0.9, limit, 0.3, epsilon: 0.2));
        for (var episode = 0; episode < 500; episode++)
        {
            one.Learn();
            two.Learn();
            for (var pair = 0; pair < one.Q.Values.Length; pair++) Assert.Equal(two.Q[pair], one.Q[pair], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_cut_is_no_end(string method)
    {
        const double Gamma = 0.9;
        var learner = New(method, Process.Ring(), 1, Gamma, 8, 0.2, epsilon: 0.1);
        for (var episode = 0; episode < 3000; episode++) learner.Learn();
        if (method == "off-policy-monte-carlo") Assert.InRange(learner.Q.Max(0), 8, 10);          // its steps are 1/n; a cut return is at most 5.7
        else Assert.Equal(1 / (1 - Gamma), learner.Q.Max(0), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_does_not(string method)
    {
        TabularControl Learned(ulong seed)
        {
            var learner = New(method, Process.Random(6), seed, 0.9, null, 0.1, epsilon: 0.3);
            for (var episode = 0; episode < 100; episode++) learner.Learn();
            return learner;
        }

        Resuming.AssertEqual(Learned(1), Learned(1));
        Assert.NotEqual(Learned(1).Q.Values.ToArray(), Learned(2).Q.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Saved_and_restored_is_uninterrupted(string method)
    {
        Resuming.AssertExact(() => New(method, Process.Random(7), 3, 0.95, null, 0.1, epsilon: 0.3));
        Resuming.AssertExact(() => New(method, Process.Ring(), 3, 0.95, 2500, 0.1, epsilon: 0.3));      // in the midst of an episode
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nothing_is_allocated_once_the_longest_episode_was_seen(string method)
    {
        var learner = New(method, Process.Ring(), 3, 0.9, 200, 0.1, epsilon: 0.3);
        for (var episode = 0; episode < 20; episode++) learner.Learn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var episode = 0; episode < 100; episode++) learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_blows_up_is_told_and_the_last_good_values_stay()
    {
        var learner = New("q-learning", Process.Ring(), 1, 1, null, 2, epsilon: 0);
        for (var update = 0; update < 1000 && learner.Diverged is null; update++) learner.Learn();
        Assert.Equal("the table of values", learner.Diverged);
        Assert.DoesNotContain(learner.Q.Values.ToArray(), value => !double.IsFinite(value));
    }

    internal static TabularControl New(
        string method, Process process, ulong seed, double gamma, int? limit, double alpha, double epsilon)
    {
        var (world, seeds) = (process.World(seed, limit), new SeedSequence(seed));
        var (a, e) = (Schedule.Constant(alpha), Schedule.Constant(epsilon));
        NStepSarsaOptions Steps(int n) => new() { Gamma = gamma, StepSize = a, Epsilon = e, Horizon = n };
        SarsaLambdaOptions Traces(double lambda, TraceKind kind) =>
            new() { Gamma = gamma, StepSize = a, Epsilon = e, Lambda = lambda, Traces = kind };
        return method switch
        {
            "q-learning" => new QLearning(world, new() { Gamma = gamma, StepSize = a, Epsilon = e }, seeds),
            "double-q-learning" => new DoubleQLearning(world, new() { Gamma = gamma, StepSize = a, Epsilon = e }, seeds),
            "sarsa" => new Sarsa(world, new() { Gamma = gamma, StepSize = a, Epsilon = e }, seeds),
            "expected-sarsa" => new ExpectedSarsa(world, new() { Gamma = gamma, StepSize = a, Epsilon = e }, seeds),
            "n-step-sarsa" => new NStepSarsa(world, Steps(3), seeds),
            "n-step-sarsa-1" => new NStepSarsa(world, Steps(1), seeds),
            "sarsa-lambda" => new SarsaLambda(world, Traces(0.7, TraceKind.Accumulating), seeds),
            "sarsa-lambda-replacing" => new SarsaLambda(world, Traces(0.7, TraceKind.Replacing), seeds),
            "sarsa-lambda-dutch" => new SarsaLambda(world, Traces(0.7, TraceKind.Dutch), seeds),
            "sarsa-lambda-0" => new SarsaLambda(world, Traces(0, TraceKind.Accumulating), seeds),
            "sarsa-lambda-0-dutch" => new SarsaLambda(world, Traces(0, TraceKind.Dutch), seeds),
            "monte-carlo" => new MonteCarloControl(
                world, new() { Gamma = gamma, StepSize = a, Epsilon = e, SampleAverage = limit is null }, seeds),
            _ => new OffPolicyMonteCarlo(world, new() { Gamma = gamma, Epsilon = e }, seeds),
        };
    }

    private static int[] Reachable(Process process)
    {
        var mdp = process.Mdp;
        var seen = new HashSet<int> { 0 };
        for (var queue = new Queue<int>([0]); queue.TryDequeue(out var s);)
            for (var pair = mdp.FirstPairs[s]; pair < mdp.FirstPairs[s + 1]; pair++)
                for (var i = 0; i < mdp.TransitionsOf(pair); i++)
                    if (seen.Add(mdp.TransitionOf(pair, i).Next)) queue.Enqueue(mdp.TransitionOf(pair, i).Next);
        return [.. seen.Order().SelectMany(s => Enumerable.Range(mdp.FirstPairs[s], mdp.FirstPairs[s + 1] - mdp.FirstPairs[s]))];
    }
}
