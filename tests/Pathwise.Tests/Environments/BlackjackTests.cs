using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Environments.ToyText;
using Pathwise.Randomness;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.Environments;

public sealed class BlackjackTests
{
    public static TheoryData<string, bool, bool> Rules =>
        new() { { "sab", true, false }, { "plain", false, false }, { "natural", false, true } };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Recorded_cards_give_the_recorded_episodes(string rules, bool isBooks, bool paysNaturals)
    {
        var blackjack = new Blackjack { IsBooks = isBooks, PaysNaturals = paysNaturals };
        var observation = new float[3];
        foreach (var trace in GoldenFile.Read("blackjack").GetProperty("traces").GetProperty(rules).EnumerateArray())
        {
            var draws = GoldenTraces.Numbers(trace.GetProperty("draws")).Select(card => (int)card).ToArray();
            var state = new Blackjack.State(
                new Blackjack.Hand().With(draws[2]).With(draws[3]), new Blackjack.Hand().With(draws[0]).With(draws[1]));
            blackjack.Observe(state, observation);
            Assert.Equal(GoldenTraces.Numbers(trace.GetProperty("initial_obs")), observation.Select(value => (double)value));
            var drawn = 4;
            for (var t = 0; t < trace.GetProperty("actions").GetArrayLength(); t++)
            {
                var action = trace.GetProperty("actions")[t].GetInt32();
                var step = default(Step);
                var before = state;
                var count = 0;
                for (var seed = 0UL; ; seed++)                               // a stream that deals the recorded cards
                {
                    Assert.True(seed < 5_000_000);
                    Rng rng = new(seed), cards = rng;
                    for (count = 0; drawn + count < draws.Length && Card(ref cards) == draws[drawn + count];) count++;
                    var needed = action == 1 ? 1 : draws.Length - drawn;
                    if (count < needed) continue;
                    count = needed;
                    state = before;
                    step = blackjack.Advance(ref state, [action], ref rng);
                    break;
                }

                drawn += count;
                blackjack.Observe(state, observation);
                Assert.Equal(
                    GoldenTraces.Numbers(trace.GetProperty("observations")[t]), observation.Select(value => (double)value));
                Assert.Equal(
                    (trace.GetProperty("rewards")[t].GetDouble(), trace.GetProperty("terminated")[t].GetBoolean()),
                    (step.Reward, step.Terminated));
            }

            Assert.Equal(draws.Length, drawn);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Optimal_values_are_the_recorded_ones(string rules, bool isBooks, bool paysNaturals)
    {
        var golden = GoldenFile.Read("blackjack").GetProperty("rules").GetProperty(rules);
        var process = new Blackjack { IsBooks = isBooks, PaysNaturals = paysNaturals }.Process;
        var values = new double[process.States];
        var (q, start) = (new double[process.Pairs], 0.0);
        for (var sweep = 0; sweep < 30; sweep++)                              // no hand takes more cards than that
            for (var state = 0; state < process.States; state++)
            {
                for (var pair = process.FirstPairs[state]; pair < process.FirstPairs[state + 1]; pair++)
                    q[pair] = Expected(process, pair, values);
                values[state] = Math.Max(q[process.PairOf(state, 0)], q[process.PairOf(state, 1)]);
            }

        for (var state = 0; state < process.States; state++) start += process.Start[state] * values[state];
        Assert.Equal(golden.GetProperty("expected_return_optimal").GetDouble(), start, 1e-10);
        foreach (var row in golden.GetProperty("optimal").EnumerateArray())
        {
            var (sum, dealer, soft) = (row.GetProperty("sum").GetInt32(), row.GetProperty("dealer").GetInt32(), row.GetProperty("usable").GetInt32());
            var hand = new Blackjack.Hand(Hard: sum - (10 * soft), Cards: 3, First: 2, HasAce: soft == 1);
            var state = new Blackjack().NumberOf(new(hand, new Blackjack.Hand().With(dealer)));
            Assert.Equal(row.GetProperty("q_stick").GetDouble(), q[process.PairOf(state, 0)], 1e-10);
            Assert.Equal(row.GetProperty("q_hit").GetDouble(), q[process.PairOf(state, 1)], 1e-10);
            if (!row.TryGetProperty("q_stick_natural", out var natural)) continue;
            var two = new Blackjack.Hand().With(1).With(10);
            state = new Blackjack().NumberOf(new(two, new Blackjack.Hand().With(dealer)));
            Assert.Equal(natural.GetDouble(), q[process.PairOf(state, 0)], 1e-10);
        }
    }

    /// <summary>Gymnasium's order of draws: the dealer's cards, the player's, and the suit and face of its picture.</summary>
    [Fact]
    public void A_seed_deals_the_cards_that_its_stream_draws()
    {
        var environment = new Simulation<Blackjack, Blackjack.State, int>(new());
        var observation = new float[3];
        for (var seed = 0UL; seed < 50; seed++)
        {
            environment.Reset(observation, seed);
            Rng stream = new(seed);
            for (var episode = 0; episode < 5; episode++)
            {
                if (episode > 0) environment.Reset(observation);
                int[] cards = [Card(ref stream), Card(ref stream), Card(ref stream), Card(ref stream)];
                stream.NextInteger(0, 4);
                if (cards[0] == 10) stream.NextInteger(0, 3);
                Assert.Equal(cards[0], observation[1]);
                Assert.Equal(cards[2] + cards[3] + (cards[2] == 1 || cards[3] == 1 ? 10 : 0), observation[0]);
                var dealer = new Blackjack.Hand().With(cards[0]).With(cards[1]);
                while (dealer.DealerTakes) dealer = dealer.With(Card(ref stream));
                environment.Step([0], observation);
                Assert.Equal(dealer, environment.State.Dealer);
            }
        }
    }

    private static double Expected(FiniteMdp process, int pair, double[] values)
    {
        var q = process.ExpectedRewards[pair];
        for (var i = 0; i < process.TransitionsOf(pair); i++)
            if (process.TransitionOf(pair, i) is { Terminates: false } transition)
                q += transition.Probability * values[transition.Next];
        return q;
    }

    private static int Card(ref Rng rng) => Math.Min(10, 1 + (int)rng.NextInteger(0, 13));
}
