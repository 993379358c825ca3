using System.Globalization;
using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.Textbook;

/// <summary>Jack's car rental: two places that rent cars out, and cars that can be moved between them
/// overnight.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(11)</c>: action a moves a − 5 cars from the first place to the second; what is not
/// there cannot be moved, and an action that would is cut to one that does not.</para>
/// <para><b>Observations</b> <c>Discrete(441)</c>: 21 · n₁ + n₂, the cars in either place at the end of a day.</para>
/// <para><b>Reward</b> 10 for each car rented on the day after, less 2 for each car moved. To keep the process at one
/// transition for each pair of evenings, the reward is the mean of what is earned between them; expectations, and so
/// all values, are those of the book.</para>
/// <para><b>Start</b> ten cars in each place; the book says nothing of it.</para>
/// <para><b>Chances</b> requests are Poisson with means 3 and 4, returns with means 3 and 2. Places hold 20 cars; what
/// is more is taken away. Requests beyond the cars there are, and returns beyond the room there is, come together in
/// one sum of the Poisson distribution's tail, which runs to its 64th term; what follows is below 4⁶⁴ / 64! &lt; 1e-50,
/// so that probabilities are exact up to rounding.</para>
/// <para><b>Episode end</b> none: the task goes on for ever, with γ = 0.9. JacksCarRental-v0 truncates after 100
/// days.</para>
/// <para><b>Source</b> Sutton &amp; Barto (2018), Example 4.2.</para>
/// </remarks>
public sealed record JacksCarRental : IFiniteProblem
{
    /// <summary>The most cars in a place, and the most that are moved in a night.</summary>
    public const int Capacity = 20, MostMoved = 5;

    private const int Evenings = Capacity + 1, Terms = 64;
    private const double Earned = 10, CostOfMove = 2;

    /// <inheritdoc/>
    public int States => Evenings * Evenings;

    /// <inheritdoc/>
    public int Actions => (2 * MostMoved) + 1;

    /// <summary>n₂ to the right, n₁ upwards, as in the book's figure.</summary>
    /// <value>Null: the first state is the lower left one, which a layout's is not.</value>
    public GridLayout? Grid => null;

    /// <inheritdoc/>
    public FiniteMdp ToProcess()
    {
        var (first, second) = (new Place(requests: 3, returns: 3), new Place(requests: 4, returns: 2));
        var start = new double[States];
        start[StateOf(10, 10)] = 1;
        var builder = new FiniteMdpBuilder(States)
        {
            Gamma = 0.9,
            Start = start,
            ActionNames = [.. Enumerable.Range(-MostMoved, Actions).Select(
                moved => moved.ToString("+0;-0;0", CultureInfo.InvariantCulture))],
            StateNames = [.. Enumerable.Range(0, States).Select(state => $"{state / Evenings}, {state % Evenings}")],
        };
        var outcomes = new Transition[States];
        for (var state = 0; state < States; state++)
            for (var moved = -MostMoved; moved <= MostMoved; moved++)
            {
                var (n1, n2) = (state / Evenings, state % Evenings);
                if (moved > n1 || -moved > n2) continue;
                n1 = Math.Min(n1 - moved, Capacity);
                n2 = Math.Min(n2 + moved, Capacity);
                for (var next = 0; next < States; next++)
                {
                    var (m1, m2) = (next / Evenings, next % Evenings);
                    outcomes[next] = new(
                        first.Probability[n1, m1] * second.Probability[n2, m2], next,
                        (Earned * (first.Rented[n1, m1] + second.Rented[n2, m2])) - (CostOfMove * Math.Abs(moved)));
                }

                builder.Add(state, moved + MostMoved, outcomes);
            }

        return builder.Build();
    }

    /// <inheritdoc/>
    public void Draw(int state, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(0, -4, 40, Capacity + 4);
        canvas.Line([new(2, 0), new(38, 0)], 0.3, Ink.Grey);
        foreach (var (cars, left) in new[] { (state / Evenings, 6), (state % Evenings, 24) })
        {
            canvas.Polygon([new(left, 0), new(left + 10, 0), new(left + 10, cars), new(left, cars)], Ink.Blue);
            canvas.Text(
                new(left + 5, cars + 2), 2.5, cars.ToString(CultureInfo.InvariantCulture), Ink.Black);
        }
    }

    private static int StateOf(int first, int second) => (first * Evenings) + second;

    /// <summary>One place's day: from the cars in the morning to those in the evening.</summary>
    private sealed class Place
    {
        public Place(double requests, double returns)
        {
            var (requested, returned) = (Poisson(requests), Poisson(returns));
            for (var morning = 0; morning < Evenings; morning++)
                for (var rented = 0; rented <= morning; rented++)
                {
                    var free = Capacity - (morning - rented);
                    var p = AtMost(requested, rented, morning);
                    for (var back = 0; back <= free; back++)
                    {
                        var (evening, q) = (morning - rented + back, p * AtMost(returned, back, free));
                        Probability[morning, evening] += q;
                        Rented[morning, evening] += q * rented;
                    }
                }

            for (var morning = 0; morning < Evenings; morning++)
                for (var evening = 0; evening < Evenings; evening++)
                    Rented[morning, evening] /= Probability[morning, evening];
        }

        /// <summary>p(evening | morning).</summary>
        public double[,] Probability { get; } = new double[Evenings, Evenings];

        /// <summary>Cars rented out, on the mean of the days from that morning to that evening.</summary>
        public double[,] Rented { get; } = new double[Evenings, Evenings];

        /// <summary>P(n = count), and for the greatest count P(n ≥ count).</summary>
        private static double AtMost(double[] poisson, int count, int greatest) =>
            count < greatest ? poisson[count] : poisson[count..].Sum();

        private static double[] Poisson(double mean)
        {
            var p = new double[Terms];
            p[0] = Math.Exp(-mean);
            for (var n = 1; n < p.Length; n++) p[n] = p[n - 1] * mean / n;
            return p;
        }
    }
}
