using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Networks;
using Pathwise.Policies;
using Pathwise.Randomness;
using Pathwise.Tests.Experiments.Runs;

namespace Pathwise.Tests.Policies;

/// <summary>A policy that has left its training acts as the learner's own actor does, bit for bit.</summary>
public sealed class TrainedPolicyTests
{
    private const int Width = 5, Steps = 150;

    public static TheoryData<string> Names => PolicyCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_acts_as_the_learner_does(string name)
    {
        var (learner, environment) = PolicyCases.Learned(name);
        var policy = learner.NewPolicy(environment);
        Assert.NotNull(policy);
        MustAgree(learner, policy, environment, greedy: true);
        MustAgree(learner, policy, environment, greedy: false);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_it_acts_alike(string name)
    {
        using var folder = new TemporaryFolder();
        var (learner, environment) = PolicyCases.Learned(name);
        var path = Path.Combine(folder.Path, "policy.safetensors");
        PolicyFile.Save(learner.NewPolicy(environment)!, path);
        MustAgree(learner, PolicyFile.Load(path), environment, greedy: true);
        MustAgree(learner, PolicyFile.Load(path), environment, greedy: false);
    }

    [Fact]
    public void What_is_learned_later_does_not_change_it()
    {
        var (learner, environment) = PolicyCases.Learned("ppo, reals, normalised");
        var policy = learner.NewPolicy(environment)!;
        var before = ActionOf(policy);
        learner.Learn();
        Assert.Equal(before, ActionOf(policy));
        Assert.NotEqual(before, ActionOf(learner.NewPolicy(environment)!));

        static float ActionOf(TrainedPolicy policy)
        {
            Span<float> action = stackalloc float[1];
            policy.Act([0.5f, 0.8f, -1], action);
            return action[0];
        }
    }

    [Fact]
    public void Many_threads_get_the_same_answers_from_one_policy()
    {
        var (choosing, drawing) = (PolicyCases.Policy("ppo, choices"), PolicyCases.Policy("ppo, gSDE"));
        var expected = Answers(choosing, drawing);
        var (answers, start) = (new float[8][], new Barrier(8));
        Thread[] threads = [.. answers.Select((_, i) => new Thread(() =>
        {
            start.SignalAndWait();
            answers[i] = Answers(choosing, drawing);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(answers, given => Assert.Equal(expected, given));

        static float[] Answers(TrainedPolicy choosing, TrainedPolicy drawing)
        {
            var (answers, rng) = (new float[2000], new Rng(3));
            Span<float> seen = stackalloc float[4], action = stackalloc float[1];
            for (var i = 0; i < answers.Length; i += 2)
            {
                rng.FillNormal(seen);
                answers[i] = choosing.Act(seen);
                drawing.Draw(seen[..3], action, memory: null, ref rng);
                answers[i + 1] = action[0];
            }

            return answers;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Acting_allocates_nothing(string name)
    {
        var policy = PolicyCases.Policy(name);
        var (observation, rng, memory) = (new float[policy.ObservationSpace.Size], new Rng(4), policy.NewMemory());
        policy.ObservationSpace.Sample(observation, ref rng);
        var (choices, reals) = (new int[policy.ActionSpace.Size], new float[policy.ActionSpace.Size]);
        Act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) Act();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Act()
        {
            if (policy.ActionSpace is Box)
            {
                policy.Act(observation, reals, memory);
                policy.Draw(observation, reals, memory, ref rng);
                return;
            }

            policy.Act(observation, choices, mask: [], memory);
            policy.Draw(observation, choices, mask: [], memory, ref rng);
        }
    }

    [Fact]
    public void A_mask_is_never_violated()
    {
        var policy = PolicyCases.Policy("dqn, masks");
        var rng = new Rng(5);
        for (var i = 0; i < 500; i++)
        {
            var mask = new bool[6];
            mask[rng.NextInt32(6)] = mask[rng.NextInt32(6)] = true;
            Assert.True(mask[policy.Act([rng.NextInt32(500)], mask)]);
            Assert.True(mask[policy.Draw([rng.NextInt32(500)], mask, memory: null, ref rng)]);
        }
    }

    [Fact]
    public void Actions_stay_within_the_bounds()
    {
        var (policy, rng, action) = (PolicyCases.Policy("ppo, reals, far away"), new Rng(6), new float[2]);
        for (var i = 0; i < 200; i++)
        {
            policy.Draw([20_000 * (float)rng.NextDouble(), 1], action, memory: null, ref rng);
            Assert.True(policy.ActionSpace.Contains(action));
        }
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var (choices, memory) = (PolicyCases.Policy("ppo, choices"), PolicyCases.Policy("ppo, memory"));
        var numbered = PolicyCases.Policy("ppo, numbered observations");
        Refused(() => choices.Act([1, 2, 3]), "4 numbers, not 3");
        Refused(() => choices.Act([1, 2, 3, float.NaN]), "NaN");
        Refused(() => choices.Act([1, 2, 3, 4], [true]), "2 entries, not 1");
        Refused(() => choices.Act([1, 2, 3, 4], new int[2]), "1 numbers, not 2");
        Refused(() => memory.Act([1, 2, 3, 4]), "NewMemory");
        Refused(() => choices.Act([1, 2, 3, 4], memory: memory.NewMemory()), "another policy");
        Refused(() => numbered.Act([16]), "16");
        Refused(() => numbered.Act([0.5f]), "0.5");
        Assert.Contains("real numbers", Assert.Throws<InvalidOperationException>(
            () => choices.Act([1, 2, 3, 4], new float[1])).Message, StringComparison.Ordinal);
        Assert.Contains("one choice", Assert.Throws<InvalidOperationException>(
            () => PolicyCases.Policy("ppo, gSDE").Act([1, 2, 3])).Message, StringComparison.Ordinal);

        static void Refused(Action act, string what) =>
            Assert.Contains(what, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_do_not_fit_are_refused()
    {
        var network = new PolicyNetwork(new Mlp([4, 2]));
        var (seen, two) = (new Box(-1, 1, 4), new Discrete(2));
        Assert.Throws<ArgumentException>(() => new TrainedPolicy(new(seen, new Discrete(3), ActionRule.Choices, network)));
        Assert.Throws<ArgumentException>(() => new TrainedPolicy(new(new Box(-1, 1, 3), two, ActionRule.Choices, network)));
        Assert.Throws<ArgumentException>(() => new TrainedPolicy(new(seen, two, ActionRule.Reals, network)));
        Assert.Throws<ArgumentException>(() => new TrainedPolicy(new(seen, new Box(-1, 1, 2), ActionRule.Reals, network)));
        Assert.Throws<ArgumentException>(() => new PolicyNetwork(new Mlp([4, 2]), trunk: new Mlp([3, 5])));
        Assert.Throws<ArgumentException>(() => new ObservationScaling([0], [0], 1));
    }

    [Fact]
    public void A_choice_is_counted_from_where_its_space_begins()
    {
        var network = new Mlp([1, 3]);
        network.Layer(0).Bias[2] = 1;
        var policy = new TrainedPolicy(
            new(new Box(-1, 1, 1), new Discrete(3, start: 10), ActionRule.Choices, new(network)));
        Assert.Equal(12, policy.Act([0]));
    }

    [Fact]
    public void A_file_that_is_none_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "policy.safetensors");
        Refused("cannot be read");
        File.WriteAllText(path, "not a policy");
        Refused("damaged");
        PolicyFile.Save(PolicyCases.Policy("dqn, dueling"), path);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^4]);
        Refused("damaged");
        Replace("\\u0022format\\u0022:1", "\\u0022format\\u0022:2");
        Refused("newer version");
        Replace("\\u0022atoms\\u0022:1", "\\u0022atoms\\u0022:3");
        Refused("damaged");
        Replace("pathwise.policy", "pathwise.other.");
        Refused("holds no policy");

        void Refused(string what) => Assert.Contains(
            what, Assert.Throws<BadInputException>(() => PolicyFile.Load(path)).Message, StringComparison.Ordinal);

        void Replace(string from, string to)
        {
            var text = System.Text.Encoding.Latin1.GetString(bytes);
            Assert.Contains(from, text, StringComparison.Ordinal);
            File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_run_gives_its_policy_and_says_where_it_comes_from()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "run");
        var run = Run.Create(path, new("ppo", "CartPole-v1", new(3000)) { Seed = 7 });
        run.Train();
        var policy = Run.Open(path).LoadPolicy();
        var origin = policy.Parts.Origin!;
        Assert.Equal(("ppo", "CartPole-v1", 7UL), (origin.Algorithm, origin.Environment, origin.Seed));
        Assert.Equal(run.Manifest.Result!.Steps, origin.Steps);
        var file = Path.Combine(folder.Path, "policy.safetensors");
        PolicyFile.Save(policy, file);
        Assert.Equal(origin, PolicyFile.Load(file).Parts.Origin);

        var table = Run.Create(Path.Combine(folder.Path, "table"), new("q-learning", "CliffWalking-v1", new(2000)));
        table.Train();
        Assert.Contains("table", Assert.Throws<BadInputException>(() => table.LoadPolicy()).Message, StringComparison.Ordinal);
    }

    private static void MustAgree(ILearner learner, TrainedPolicy policy, EnvironmentEntry environment, bool greedy)
    {
        if (environment.ActionSpace is Box) MustAgree<float>(learner, policy, environment, greedy);
        else MustAgree<int>(learner, policy, environment, greedy);
    }

    /// <summary>Two equal vectors of environments, one stepped by the learner's actor and one by the policy, stay equal.</summary>
    private static void MustAgree<TAction>(ILearner learner, TrainedPolicy policy, EnvironmentEntry entry, bool greedy)
        where TAction : unmanaged
    {
        var (theirs, ours) = (entry.MakeVector(Width), (IVectorEnvironment<TAction>)entry.MakeVector(Width));
        theirs.Reset(9);
        ours.Reset(9);
        var actor = learner.NewActor(theirs, greedy);
        actor.Begin();
        var (theirRng, ourRng) = (new Rng(8), new Rng(8));
        var (size, seen) = (entry.ActionSpace.Size, entry.ObservationSpace.Size);
        var memories = Enumerable.Range(0, Width).Select(_ => policy.NewMemory()).ToArray();
        var actions = new TAction[Width * size];
        for (var step = 0; step < Steps; step++)
        {
            actor.Step(ref theirRng);
            for (var i = 0; i < Width; i++)
            {
                var masks = policy.Parts.IsMasked ? ours.ActionMasks : default;
                Choose(policy, ours.Observations.Slice(i * seen, seen), actions.AsSpan(i * size, size),
                    masks.Slice(i * masks.Length / Width, masks.Length / Width), memories[i], greedy, ref ourRng);
            }

            ours.Step(actions);
            Assert.Equal(theirs.Observations, ours.Observations);
            Assert.Equal(theirs.Rewards, ours.Rewards);
            for (var i = 0; i < Width; i++)
                if (ours.Terminated[i] || ours.Truncated[i]) memories[i]?.Clear();
        }

        Assert.Equal(theirRng.NextUInt64(), ourRng.NextUInt64());
    }

    private static void Choose<TAction>(
        TrainedPolicy policy, ReadOnlySpan<float> observation, Span<TAction> action, ReadOnlySpan<bool> mask,
        PolicyMemory? memory, bool greedy, ref Rng rng) where TAction : unmanaged
    {
        if (typeof(TAction) == typeof(float))
        {
            var reals = System.Runtime.InteropServices.MemoryMarshal.Cast<TAction, float>(action);
            if (greedy) policy.Act(observation, reals, memory);
            else policy.Draw(observation, reals, memory, ref rng);
            return;
        }

        var choices = System.Runtime.InteropServices.MemoryMarshal.Cast<TAction, int>(action);
        if (greedy) policy.Act(observation, choices, mask, memory);
        else policy.Draw(observation, choices, mask, memory, ref rng);
    }
}
