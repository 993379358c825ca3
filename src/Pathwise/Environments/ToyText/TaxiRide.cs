using Pathwise.DecisionProcesses;

namespace Pathwise.Environments.ToyText;

/// <summary>The city, and what a taxi can do in it, as a decision process.</summary>
internal sealed class TaxiRide(bool isRainy) : IFiniteProblem
{
    /// <summary>The actions that do not move.</summary>
    public const int PickUp = 4, DropOff = 5;

    /// <summary>How many stands, actions and states there are.</summary>
    public const int Stands = 4, ActionCount = 6, Count = Size * Size * (Stands + 1) * Stands;

    /// <summary>Rows, and columns.</summary>
    public const int Size = 5;

    private const int InTaxi = Stands;
    private const double Straight = 0.8;

    private static readonly string[] ActionNames = ["south", "north", "east", "west", "pick up", "drop off"];
    private static readonly (int Down, int Right)[] Moves = [(1, 0), (-1, 0), (0, 1), (0, -1)];
    private static readonly int[] LeftOf = [2, 3, 1, 0], RightOf = [3, 2, 0, 1];    // turns, by the move's number

    /// <summary>Where the four stands are.</summary>
    public static readonly (int Row, int Column)[] StandPlaces = [(0, 0), (0, 4), (4, 0), (4, 3)];

    /// <summary>Walls: in which row, and to the right of which column.</summary>
    public static readonly (int Row, int Column)[] Walls = [(0, 1), (1, 1), (3, 0), (4, 0), (3, 2), (4, 2)];

    /// <inheritdoc/>
    public int States => Count;

    /// <inheritdoc/>
    public int Actions => ActionCount;

    /// <inheritdoc/>
    public GridLayout? Grid => null;

    /// <summary>Whether a passenger was in the taxi, and it is now elsewhere.</summary>
    public static bool HasMovedPassenger(int state, int next)
    {
        var (before, after) = (Place.Of(state), Place.Of(next));
        return before.Passenger == InTaxi && (before.Row, before.Column) != (after.Row, after.Column);
    }

    /// <summary>The same state with another destination.</summary>
    /// <param name="state">Where taxi and passenger are.</param>
    /// <param name="which">Which of the three others, in their order.</param>
    public static int WithOtherDestination(int state, int which)
    {
        var destination = state % Stands;
        return state - destination + which + (which >= destination ? 1 : 0);
    }

    /// <summary>The process of a passenger who may change their mind: those states follow the others.</summary>
    /// <param name="ride">The process of one who does not.</param>
    /// <param name="probability">How often they may.</param>
    public static FiniteMdp WithFickleness(FiniteMdp ride, double probability)
    {
        var builder = new FiniteMdpBuilder(2 * Count)
        {
            ActionNames = ride.ActionNames,
            StateNames =
                [.. ride.StateNames, .. ride.StateNames.Select(name => $"{name}, may change their mind")],
            Start =
                [.. ride.Start.ToArray().Select(p => p * (1 - probability)),
                 .. ride.Start.ToArray().Select(p => p * probability)],
        };
        List<Transition> outcomes = [];
        for (var state = 0; state < 2 * Count; state++)
            for (var action = 0; action < ActionCount; action++)
            {
                var (from, mayChange) = (state % Count, state >= Count);
                var pair = ride.PairOf(from, action);
                outcomes.Clear();
                for (var i = 0; i < ride.TransitionsOf(pair); i++)
                {
                    var outcome = ride.TransitionOf(pair, i);
                    if (!mayChange) outcomes.Add(outcome);
                    else if (!HasMovedPassenger(from, outcome.Next))
                        outcomes.Add(outcome with { Next = outcome.Next + Count });
                    else
                        for (var which = 0; which < Stands - 1; which++)
                            outcomes.Add(outcome with
                            {
                                Probability = outcome.Probability / (Stands - 1),
                                Next = WithOtherDestination(outcome.Next, which),
                            });
                }

                builder.Add(state, action, [.. outcomes]);
            }

        return builder.Build();
    }

    /// <inheritdoc/>
    public FiniteMdp ToProcess()
    {
        Place[] places = [.. Enumerable.Range(0, Count).Select(Place.Of)];
        var starts = places.Count(place => place.CanBeStart);
        var builder = new FiniteMdpBuilder(Count)
        {
            ActionNames = ActionNames,
            StateNames = [.. places.Select(place => place.ToString())],
            Start = [.. places.Select(place => place.CanBeStart ? 1.0 / starts : 0)],
        };
        for (var state = 0; state < Count; state++)
            for (var action = 0; action < ActionCount; action++)
                builder.Add(state, action, Outcomes(places[state], action));
        return builder.Build();
    }

    /// <inheritdoc/>
    public void Draw(int state, ICanvas canvas) => TaxiScenery.Draw(Place.Of(state), canvas);

    private Transition[] Outcomes(Place place, int action)
    {
        switch (action)
        {
            case PickUp:
                return place.CanPickUp
                    ? [new(1, (place with { Passenger = InTaxi }).Number, -1)]
                    : [new(1, place.Number, -10)];

            case DropOff when place.CanDropOff:
                var stand = place.Stand;
                return stand == place.Destination
                    ? [new(1, (place with { Passenger = stand }).Number, 20, Terminates: true)]
                    : [new(1, (place with { Passenger = stand }).Number, -1)];

            case DropOff:
                return [new(1, place.Number, -10)];

            case var move when !isRainy:
                return [new(1, place.Moved(move).Number, -1)];

            case var move:
                var isFree = place.Moved(move) != place;             // rain does nothing to who runs into a wall
                var aside = (1 - Straight) / 2;
                return
                [
                    new(Straight, place.Moved(move).Number, -1),
                    new(aside, (isFree ? place.Moved(LeftOf[move]) : place).Number, -1),
                    new(aside, (isFree ? place.Moved(RightOf[move]) : place).Number, -1),
                ];
        }
    }

    /// <summary>A state in its parts.</summary>
    internal readonly record struct Place(int Row, int Column, int Passenger, int Destination)
    {
        private static readonly string[] Colours = ["red", "green", "yellow", "blue"];

        public int Number => (((((Row * Size) + Column) * (Stands + 1)) + Passenger) * Stands) + Destination;

        public bool IsInTaxi => Passenger == InTaxi;

        public bool CanBeStart => !IsInTaxi && Passenger != Destination;

        /// <summary>The stand where the taxi is, or −1.</summary>
        public int Stand => Array.IndexOf(StandPlaces, (Row, Column));

        public bool CanPickUp => !IsInTaxi && Stand == Passenger;

        public bool CanDropOff => IsInTaxi && Stand >= 0;

        public static Place Of(int number) => new(
            number / (Size * (Stands + 1) * Stands), number / ((Stands + 1) * Stands) % Size,
            number / Stands % (Stands + 1), number % Stands);

        public Place Moved(int move)
        {
            var (down, right) = Moves[move];
            var wall = (Row, right < 0 ? Column - 1 : Column);
            return right != 0 && Array.IndexOf(Walls, wall) >= 0
                ? this
                : this with
                {
                    Row = Math.Clamp(Row + down, 0, Size - 1), Column = Math.Clamp(Column + right, 0, Size - 1),
                };
        }

        public override string ToString() =>
            $"row {Row}, column {Column}, passenger {(IsInTaxi ? "in the taxi" : "at " + Colours[Passenger])}"
            + $", to {Colours[Destination]}";
    }
}
