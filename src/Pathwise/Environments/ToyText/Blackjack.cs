using Pathwise.DecisionProcesses;
using Pathwise.Randomness;

namespace Pathwise.Environments.ToyText;

/// <summary>Blackjack: take cards without going over 21, and then be closer to it than the dealer.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(2)</c>: 0 sticks, 1 takes a card.</para>
/// <para><b>Observations</b> <c>MultiDiscrete(32, 11, 2)</c>: the player's sum, the dealer's open card (1 is the ace),
/// and whether the player has an ace that counts 11 without going over 21.</para>
/// <para><b>Reward</b> 1 for a win, 0 for a draw, −1 for a loss, on the last step. A player who has 21 with two cards
/// (an ace and a ten, a natural) wins at once against a dealer who has not, under the book's rules
/// (<see cref="IsBooks"/>); under the house's (<see cref="PaysNaturals"/>, which those exclude) such a hand earns 1.5
/// if it wins. That a hand is a natural is part of the state, and not observed: 21 can be more cards.</para>
/// <para><b>Start</b> two cards each, from an endless deck: ace to nine with probability 1/13 each, a ten with
/// 4/13.</para>
/// <para><b>Episode end</b> terminated by sticking, when the dealer takes cards up to 17 or more, or by going over 21.
/// No time limit. The best mean return is −0.0431 under the book's rules, −0.0466 plain, −0.0257 where naturals
/// pay.</para>
/// <para><b>Source</b> Sutton &amp; Barto (2018), Example 5.1; Gymnasium's Blackjack-v1: equal seeds and actions give
/// equal episodes, the suit and face of the dealer's card included, which it draws for its picture.</para>
/// </remarks>
public readonly record struct Blackjack : IDynamics<Blackjack.State, int>, IFiniteDynamics<Blackjack.State>
{
    private const int Stick = 0;
    private const int Suits = 4, Faces = 3;

    private static readonly MultiDiscrete Observations = new(32, 11, 2);
    private static readonly Discrete Actions = new(2);
    private static readonly int[] Deck = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10];
    private static readonly Lazy<FiniteMdp>[] Processes =
    [
        new(() => new BlackjackTable(isBooks: false, paysNaturals: false).ToProcess()),
        new(() => new BlackjackTable(isBooks: false, paysNaturals: true).ToProcess()),
        new(() => new BlackjackTable(isBooks: true, paysNaturals: false).ToProcess()),
    ];

    /// <summary>The book's rules.</summary>
    public Blackjack() { }

    /// <summary>Whether a natural wins against every other hand.</summary>
    /// <value>Default true.</value>
    public bool IsBooks { get; init; } = true;

    /// <summary>Whether a natural that wins earns 1.5; without effect under the book's rules.</summary>
    /// <value>Default false.</value>
    public bool PaysNaturals { get; init; }

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Actions;

    /// <inheritdoc/>
    /// <remarks>Its 290 states are the hands with which a player can stand: sums 4 to 21 without a usable ace and 12 to
    /// 21 with one, against each of the dealer's ten cards, and the natural against each. The dealer's hidden card, and
    /// what the dealer takes, are in the probabilities of sticking.</remarks>
    public FiniteMdp Process => Processes[IsBooks ? 2 : PaysNaturals ? 1 : 0].Value;

    /// <inheritdoc/>
    public GridLayout? Grid => null;

    /// <summary>What can be chosen by name.</summary>
    internal static EnvironmentParameter<Blackjack>[] Parameters { get; } =
    [
        EnvironmentParameter<Blackjack>.Switch("sab", "whether a natural wins against every other hand, as in the book",
            rules => rules.IsBooks, (rules, isBooks) => rules with { IsBooks = isBooks }),
        EnvironmentParameter<Blackjack>.Switch("natural", "whether a natural that wins earns 1.5, unless by the book",
            rules => rules.PaysNaturals, (rules, pays) => rules with { PaysNaturals = pays }),
    ];

    /// <inheritdoc/>
    public int NumberOf(in State state) => BlackjackTable.NumberOf(state.Player, state.Dealer.First);

    /// <inheritdoc/>
    public State Reset(ref Rng rng)
    {
        var dealer = new Hand().With(Draw(ref rng)).With(Draw(ref rng));
        var player = new Hand().With(Draw(ref rng)).With(Draw(ref rng));
        rng.NextInt32(Suits);
        if (dealer.First == 10) rng.NextInt32(Faces);
        return new(player, dealer);
    }

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var (player, dealer) = state;
        if (action[0] != Stick)
        {
            player = player.With(Draw(ref rng));
            state = new(player, dealer);
            return player.IsBust ? new(Reward: -1, Terminated: true) : new(Reward: 0, Terminated: false);
        }

        while (dealer.DealerTakes) dealer = dealer.With(Draw(ref rng));
        state = new(player, dealer);
        return new(BlackjackTable.Reward(player, dealer, IsBooks, PaysNaturals), Terminated: true);
    }

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        observation[2] = state.Player.HasUsableAce ? 1 : 0;
        observation[1] = state.Dealer.First;
        observation[0] = state.Player.Sum;
    }

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        var (player, dealer) = state;
        canvas.View(0, 0, 8, 5);
        Card(canvas, new(3, 3.6), dealer.First == 1 ? "A" : $"{dealer.First}", Ink.Black);
        Card(canvas, new(5, 3.6), dealer.Cards > 2 || !dealer.DealerTakes ? $"{dealer.Sum}" : "?", Ink.Grey);
        Card(canvas, new(3, 1.4), $"{player.Sum}", player.IsBust ? Ink.Red : Ink.Blue);
        if (player.HasUsableAce) Card(canvas, new(5, 1.4), "A", Ink.Orange);
    }

    private static void Card(ICanvas canvas, Point centre, string text, Ink ink)
    {
        canvas.Line(
            [
                new(centre.X - 0.7, centre.Y - 0.95), new(centre.X + 0.7, centre.Y - 0.95),
                new(centre.X + 0.7, centre.Y + 0.95), new(centre.X - 0.7, centre.Y + 0.95),
                new(centre.X - 0.7, centre.Y - 0.95),
            ], 0.08, ink);
        canvas.Text(centre, 0.7, text, ink);
    }

    private static int Draw(ref Rng rng) => Deck[rng.NextInt32(Deck.Length)];

    /// <summary>Cards in a hand, as far as the rules count them.</summary>
    /// <param name="Hard">The sum with aces as 1.</param>
    /// <param name="Cards">How many.</param>
    /// <param name="First">The first of them, 1 (ace) to 10.</param>
    /// <param name="HasAce">Whether there is an ace.</param>
    public readonly record struct Hand(int Hard, int Cards, int First, bool HasAce)
    {
        /// <summary>Whether an ace can count 11.</summary>
        public bool HasUsableAce => HasAce && Hard + 10 <= 21;

        /// <summary>The sum that counts.</summary>
        public int Sum => HasUsableAce ? Hard + 10 : Hard;

        /// <summary>Whether it is over 21.</summary>
        public bool IsBust => Sum > 21;

        /// <summary>Whether it is an ace and a ten.</summary>
        public bool IsNatural => Cards == 2 && Sum == 21;

        /// <summary>Whether a dealer takes another card with it.</summary>
        public bool DealerTakes => Sum < 17;

        /// <summary>The hand with one more card.</summary>
        public Hand With(int card) => new(Hard + card, Cards + 1, Cards == 0 ? card : First, HasAce || card == 1);
    }

    /// <summary>Both hands.</summary>
    /// <param name="Player">The player's.</param>
    /// <param name="Dealer">The dealer's; the first card lies open.</param>
    public readonly record struct State(Hand Player, Hand Dealer);
}
