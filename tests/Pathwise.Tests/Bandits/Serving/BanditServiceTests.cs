using System.Collections.Concurrent;
using Pathwise.Bandits;
using Pathwise.Bandits.Serving;

namespace Pathwise.Tests.Bandits.Serving;

public sealed class BanditServiceTests
{
    private const int Arms = 4;

    [Fact]
    public void Many_threads_lose_no_decision_and_no_reward()
    {
        const int Threads = 8, Calls = 5000;
        var service = Service("epsilon-greedy:0.5");
        var (ids, chosen, learned) = (new ConcurrentDictionary<long, int>(), new int[Arms], new int[Arms]);
        var refused = 0;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (var call = 0; call < Calls; call++)
            {
                var decision = service.Decide();
                Assert.True(ids.TryAdd(decision.Id, decision.Arm));
                Assert.InRange(decision.Propensity, 0.125, 1);
                Interlocked.Increment(ref chosen[decision.Arm]);
                if (call % 3 == 0) continue;                                                 // its reward never comes
                Assert.True(service.TryLearn(decision.Id, decision.Arm));                    // arm a always brings a
                Interlocked.Increment(ref learned[decision.Arm]);
                if (!service.TryLearn(decision.Id, 99)) Interlocked.Increment(ref refused);  // twice is once
                if (call % 500 == 1) BanditService.FromJson(service.ToJson());               // a snapshot is whole at any time
            }
        });

        var status = service.Status();
        Assert.Equal((Threads * Calls, learned.Sum()), (status.Decisions, status.Rewards));
        Assert.Equal(learned.Sum(), refused);
        Assert.Equal(Threads * Calls, chosen.Sum());
        Assert.Equal(status.Decisions - status.Rewards, status.Pending);
        Assert.Equal(learned.Select(n => (double)n), status.Weights);
        for (var a = 0; a < Arms; a++) Assert.Equal(a, status.Estimates[a], 1e-12);
        Assert.Equal(0.625, status.Probabilities[3], 1e-12);                                 // 1 − ε + ε/4 for the best
    }

    [Fact]
    public void A_restored_service_goes_on_as_if_it_had_never_stopped()
    {
        foreach (var strategy in BanditCatalog.Standard.Entries.Select(entry => entry.Id))
        {
            var original = Service(strategy);
            var waiting = Enumerable.Range(0, 50).Select(_ => original.Decide()).ToArray();
            foreach (var decision in waiting[..30]) original.TryLearn(decision.Id, 0.5 + (0.1 * decision.Arm % 0.5));

            var restored = BanditService.FromJson(original.ToJson(), new Clock(0));
            Assert.Equal(original.ToJson(), restored.ToJson());
            Assert.Equal(20, restored.Status().Pending);
            foreach (var service in (BanditService[])[original, restored])
            {
                Assert.False(service.TryLearn(waiting[0].Id, 1));
                Assert.True(service.TryLearn(waiting[40].Id, 1));
            }

            for (var i = 0; i < 20; i++) Assert.Equal(original.Decide(), restored.Decide());
        }
    }

    [Fact]
    public void After_a_crash_ids_of_lost_decisions_do_not_come_again()
    {
        var service = new BanditService(BanditCatalog.Standard.Parse("greedy").NewBandit(Arms), 1, time: new Clock(1000));
        var snapshot = service.ToJson();
        var lost = service.Decide();
        Assert.Equal(1_000_000_000, lost.Id);                                                // microseconds
        Assert.True(lost.Id < 1L << 53);

        var restored = BanditService.FromJson(snapshot, new Clock(1010));
        var next = restored.Decide();
        Assert.NotEqual(lost.Id, next.Id);
        Assert.False(restored.TryLearn(lost.Id, 1));
        Assert.True(restored.TryLearn(next.Id, 1));
    }

    [Fact]
    public void What_waits_too_long_is_forgotten()
    {
        var service = new BanditService(BanditCatalog.Standard.Parse("ucb:2").NewBandit(Arms), 1, mostPending: 3);
        var decisions = Enumerable.Range(0, 5).Select(_ => service.Decide()).ToArray();
        Assert.Equal([false, false, true, true, true], decisions.Select(decision => service.TryLearn(decision.Id, 1)));
        Assert.Equal((5, 3, 0), (service.Status().Decisions, service.Status().Rewards, service.Status().Pending));
        Assert.False(service.TryLearn(-1, 1));
        Assert.False(service.TryLearn(long.MaxValue, 1));
    }

    [Fact]
    public void A_reward_that_cannot_be_learned_leaves_the_decision_waiting_and_masks_are_kept()
    {
        var service = Service("greedy");
        var decision = service.Decide([false, false, true, false]);
        Assert.Equal((2, 1), (decision.Arm, decision.Propensity));
        Assert.Throws<ArgumentOutOfRangeException>(() => service.TryLearn(decision.Id, double.NaN));
        Assert.True(service.TryLearn(decision.Id, 1));
        Assert.Throws<ArgumentException>(() => service.Decide([true]));
        Assert.Equal(1, service.Status().Decisions);
    }

    [Fact]
    public void Files_are_replaced_whole_and_errors_are_sentences()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (service, path) = (Service("ucb:2"), Path.Combine(folder, "bandit.json"));
            File.WriteAllText(path, "old");
            service.SaveTo(path);
            Assert.Equal(service.ToJson(), BanditService.FromJson(File.ReadAllText(path), new Clock(0)).ToJson());
            Assert.Equal([path], Directory.GetFiles(folder));
            Assert.Throws<BadInputException>(() => service.SaveTo(Path.Combine(folder, "none", "bandit.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("{", "{{", "is not JSON")]
    [InlineData("pathwise-bandit-service", "other", "This is not a saved bandit service")]
    [InlineData("\"version\":1,\"decisions\"", "\"version\":3,\"decisions\"", "is of version 3")]
    [InlineData("\"decisions\":1", "\"decisions\":-1", "has -1 as \"decisions\"")]
    [InlineData("\"mostPending\":65536", "\"mostPending\":0", "has 0 as \"mostPending\"; it must be a whole number from 1 to")]
    [InlineData("\"arm\":", "\"arm\":1", "as \"arm\"; it must be a whole number from 0 to 3")]
    [InlineData("\"random\":[", "\"random\":[\"x\",", "has \"x\" in \"random\"")]
    [InlineData("\"random\":[", "\"random\":[\"00\",", "is not the state of a random stream")]
    [InlineData("\"pending\":[", "\"pending\":[1,", "has 1 in \"pending\"")]
    [InlineData("\"bandit\"", "\"bandit_\"", "has no \"bandit\"")]
    [InlineData("\"strategy\":\"greedy", "\"strategy\":\"gredy", "did you mean 'greedy'?")]
    public void A_snapshot_that_was_altered_is_told(string from, string to, string sentence)
    {
        var service = Service("greedy");
        service.Decide([false, true, false, false]);
        var json = service.ToJson();
        Assert.Contains(from, json, StringComparison.Ordinal);
        var altered = from == "{" ? "{" + json : json.Replace(from, to, StringComparison.Ordinal);
        Assert.Contains(sentence, Assert.Throws<BadInputException>(() => BanditService.FromJson(altered)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deciding_and_learning_allocate_nothing()
    {
        var service = Service("epsilon-greedy:0.1");
        service.TryLearn(service.Decide().Id, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) service.TryLearn(service.Decide().Id, 1);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static BanditService Service(string strategy) =>
        new(BanditCatalog.Standard.Parse(strategy).NewBandit(Arms), seed: 1, time: new Clock(0));

    private sealed class Clock(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
