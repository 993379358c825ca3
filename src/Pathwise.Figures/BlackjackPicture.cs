using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures;

/// <summary>Blackjack as the book's Figures 5.1 and 5.2 have it: player's sum against dealer's card, with and without a
/// usable ace.</summary>
public static class BlackjackPicture
{
    /// <summary>How many states the process has.</summary>
    public const int States = 290;

    private const int DealerCards = 10, Greatest = 21, LeastHard = 4, LeastSoft = 12, HardSums = 18, PerDealer = 29;
    private const int LeastDrawn = 11, Hit = 1;
    private const float PanelHeight = 270;

    /// <summary>The number of a state of Blackjack-v1's process.</summary>
    /// <param name="sum">The player's sum, 4 to 21; 12 to 21 with a usable ace.</param>
    /// <param name="dealer">The dealer's card, 1 (the ace) to 10.</param>
    /// <param name="usableAce">Whether the player has an ace that counts 11.</param>
    public static int StateOf(int sum, int dealer, bool usableAce)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sum, usableAce ? LeastSoft : LeastHard);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sum, Greatest);
        ArgumentOutOfRangeException.ThrowIfLessThan(dealer, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dealer, DealerCards);
        return ((dealer - 1) * PerDealer) + (usableAce ? HardSums + sum - LeastSoft : sum - LeastHard);
    }

    /// <summary>Draws values, and what to do where that is known.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="values">v, [States].</param>
    /// <param name="actions">The labels of the best actions, [States]; null to draw the values alone.</param>
    public static Picture Draw(
        string title, IReadOnlyList<double> values, IReadOnlyList<IReadOnlyList<int>>? actions)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Count, States);
        var sheet = new Sheet(
            title, actions is null
                ? "The value of each hand against the dealer's open card."
                : "Left: H takes a card, S sticks; both where they tie. Right: the value.",
            columns: 2, PanelHeight);
        foreach (var usableAce in (bool[])[true, false])
        {
            var name = usableAce ? "usable ace" : "no usable ace";
            if (actions is not null)
                sheet.Add(Panel($"π, {name}", usableAce, new(-1, 1),
                    state => actions[state] is [_, _] ? 0 : actions[state][0] == Hit ? -1 : 1,
                    choice => choice switch { 0 => "H S", < 0 => "H", _ => "S" }));
            sheet.Add(Panel($"v, {name}", usableAce, new(-1, 1), state => values[state],
                value => ProcessPicture.Number(value, 2)));
        }

        return sheet.ToPicture();
    }

    private static HeatPanel Panel(
        string title, bool usableAce, ColourScale scale, Func<int, double> of, Func<double, string> name)
    {
        var least = usableAce ? LeastSoft : LeastDrawn;
        var sums = Enumerable.Range(least, Greatest - least + 1).ToArray();
        return new()
        {
            Title = title,
            Aspect = 1.45f,
            Values =
            [
                .. sums.Select(sum => Enumerable.Range(1, DealerCards)
                    .Select(dealer => of(StateOf(sum, dealer, usableAce))).ToArray()),
            ],
            Scale = scale,
            RowNames = [.. sums.Select(sum => $"{sum}")],
            ColumnNames = ["A", .. Enumerable.Range(2, DealerCards - 1).Select(card => $"{card}")],
            RowLabel = "player's sum",
            ColumnLabel = "dealer's card",
            InField = name,
        };
    }
}
