using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.ToyText;

/// <summary>Blackjack as a decision process: every card that can come, with its probability.</summary>
internal sealed class BlackjackTable(bool isBooks, bool paysNaturals)
{
    private const int LeastHard = 4, LeastSoft = 12, Greatest = 21, DealerCards = 10;
    private const int Hard = Greatest - LeastHard + 1, Soft = Greatest - LeastSoft + 1;
    private const int PerDealer = Hard + Soft + 1;       // the last one: the natural

    private static readonly Dictionary<int, Dictionary<Blackjack.Hand, double>> DealerEnds =
        Enumerable.Range(1, DealerCards).ToDictionary(card => card, DealerEndsFrom);

    /// <summary>The number of a state.</summary>
    /// <param name="player">A hand that is not bust.</param>
    /// <param name="dealer">The dealer's open card, 1 to 10.</param>
    public static int NumberOf(Blackjack.Hand player, int dealer)
    {
        var hand = player.IsNatural ? Hard + Soft
            : player.HasUsableAce ? Hard + player.Sum - LeastSoft
            : player.Sum - LeastHard;
        return ((dealer - 1) * PerDealer) + hand;
    }

    /// <summary>What the player earns who sticks.</summary>
    /// <param name="player">A hand that is not bust.</param>
    /// <param name="dealer">The hand with which the dealer stopped.</param>
    /// <param name="isBooks">Whether a natural wins against every other hand.</param>
    /// <param name="paysNaturals">Whether a natural that wins earns 1.5, unless by the book.</param>
    public static double Reward(Blackjack.Hand player, Blackjack.Hand dealer, bool isBooks, bool paysNaturals)
    {
        if (isBooks && player.IsNatural && !dealer.IsNatural) return 1;
        var reward = Math.Sign(player.Sum - (dealer.IsBust ? 0 : dealer.Sum));
        return reward == 1 && !isBooks && paysNaturals && player.IsNatural ? 1.5 : reward;
    }

    /// <summary>The process; its start has the hands of two cards.</summary>
    public FiniteMdp ToProcess()
    {
        var start = new double[DealerCards * PerDealer];
        for (var dealer = 1; dealer <= DealerCards; dealer++)
            for (var first = 1; first <= DealerCards; first++)
                for (var second = 1; second <= DealerCards; second++)
                    start[NumberOf(new Blackjack.Hand().With(first).With(second), dealer)] +=
                        Chance(dealer) * Chance(first) * Chance(second);
        var builder = new FiniteMdpBuilder(start.Length)
        {
            ActionNames = ["stick", "hit"], Start = start,
            StateNames = [.. Enumerable.Range(0, start.Length).Select(NameOf)],
        };
        for (var state = 0; state < start.Length; state++)
        {
            var (player, dealer) = (HandOf(state % PerDealer), (state / PerDealer) + 1);
            builder.Add(state, 0, Stick(state, player, dealer));
            builder.Add(
                state, 1, [.. Enumerable.Range(1, DealerCards).Select(card => Hit(state, player, dealer, card))]);
        }

        return builder.Build();
    }

    private static Transition Hit(int state, Blackjack.Hand player, int dealer, int card)
    {
        var hand = player.With(card);
        return hand.IsBust
            ? new(Chance(card), state, Reward: -1, Terminates: true)
            : new(Chance(card), NumberOf(hand, dealer), Reward: 0);
    }

    private Transition[] Stick(int state, Blackjack.Hand player, int dealer) =>
    [
        .. DealerEnds[dealer]
            .GroupBy(end => Reward(player, end.Key, isBooks, paysNaturals), end => end.Value)
            .OrderBy(outcome => outcome.Key)
            .Select(outcome => new Transition(
                Math.Min(1, outcome.Sum()), state, outcome.Key, Terminates: true)),      // rounding
    ];

    /// <summary>The hands with which a dealer stops, and how likely each is.</summary>
    private static Dictionary<Blackjack.Hand, double> DealerEndsFrom(int open)
    {
        Dictionary<Blackjack.Hand, double> ends = [];
        void Take(Blackjack.Hand hand, double chance)
        {
            if (hand.Cards >= 2 && !hand.DealerTakes)
                ends[hand] = ends.GetValueOrDefault(hand) + chance;
            else
                for (var card = 1; card <= DealerCards; card++) Take(hand.With(card), chance * Chance(card));
        }

        Take(new Blackjack.Hand().With(open), 1);
        return ends;
    }

    private static double Chance(int card) => card == 10 ? 4.0 / 13 : 1.0 / 13;

    /// <summary>A hand that stands for all of its number.</summary>
    private static Blackjack.Hand HandOf(int hand) => hand switch
    {
        < Hard => new(hand + LeastHard, Cards: 3, First: 2, HasAce: false),
        < Hard + Soft => new(hand - Hard + LeastSoft - 10, Cards: 3, First: 1, HasAce: true),
        _ => new(11, Cards: 2, First: 1, HasAce: true),
    };

    private static string NameOf(int state)
    {
        var (player, dealer) = (HandOf(state % PerDealer), (state / PerDealer) + 1);
        var kind = player.IsNatural ? " natural" : player.HasUsableAce ? " with a usable ace" : "";
        return $"{player.Sum}{kind} against {(dealer == 1 ? "an ace" : $"{dealer}")}";
    }
}
