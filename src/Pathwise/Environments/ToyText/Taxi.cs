using Pathwise.DecisionProcesses;
using Pathwise.Randomness;

namespace Pathwise.Environments.ToyText;

/// <summary>Taxi: fetch a passenger at one of four stands, and bring them to another.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(6)</c>: 0 south, 1 north, 2 east, 3 west, 4 pick up, 5 drop off.</para>
/// <para><b>Observations</b> <c>Discrete(500)</c>: ((row · 5 + column) · 5 + passenger) · 4 + destination; passenger
/// and destination are a stand (0 red, 1 green, 2 yellow, 3 blue), the passenger 4 in the taxi.</para>
/// <para><b>Reward</b> −1 a step, 20 for the drop at the destination, −10 for a pick-up or drop that is not
/// possible. A drop at another stand is possible.</para>
/// <para><b>Start</b> any cell, passenger and destination at different stands, all 300 equally likely.</para>
/// <para><b>Rain</b> with <see cref="IsRainy"/>, a move that is possible goes where it should with probability 0.8, and
/// else to its left or right, as far as no wall is there.</para>
/// <para><b>A fickle passenger</b> with <see cref="IsFickle"/>, in three of ten episodes the passenger names another
/// destination when the taxi has moved with them for the first time. Whether they still may is part of the state, and
/// not observed; it doubles the states of the process.</para>
/// <para><b>Episode end</b> terminated by the drop at the destination; truncated after 200 steps (Taxi-v4). The best
/// mean return is 7.93, so that the threshold of 8 that Gymnasium states is out of reach.</para>
/// <para><b>Source</b> T. G. Dietterich (2000), JAIR 13; Gymnasium's Taxi-v4: equal seeds and actions give equal
/// episodes.</para>
/// <para><c>default</c> is no environment.</para>
/// </remarks>
public readonly struct Taxi : IDynamics<Taxi.State, int>, IFiniteDynamics<Taxi.State>, IMaskedDynamics<Taxi.State>
{
    /// <summary>How often a fickle passenger may change their mind.</summary>
    private const double FickleProbability = 0.3;

    private readonly FiniteDynamics _ride;       // with a passenger who is not fickle
    private readonly Lazy<FiniteMdp> _process;

    /// <summary>The dry city, with a passenger who knows where to go.</summary>
    public Taxi() : this(isRainy: false, isFickle: false) { }

    /// <inheritdoc cref="Taxi"/>
    /// <param name="isRainy">Whether moves may go astray.</param>
    /// <param name="isFickle">Whether the passenger may change their mind.</param>
    public Taxi(bool isRainy, bool isFickle)
    {
        var ride = new FiniteDynamics(new TaxiRide(isRainy));
        (IsRainy, IsFickle, _ride) = (isRainy, isFickle, ride);
        _process = new(() => isFickle ? TaxiRide.WithFickleness(ride.Process, FickleProbability) : ride.Process);
    }

    /// <summary>Whether moves may go astray.</summary>
    public bool IsRainy { get; }

    /// <summary>Whether the passenger may change their mind.</summary>
    public bool IsFickle { get; }

    /// <inheritdoc/>
    public Space ObservationSpace => _ride.ObservationSpace;

    /// <inheritdoc/>
    public Space ActionSpace => _ride.ActionSpace;

    /// <inheritdoc/>
    /// <remarks>Outcomes are in Gymnasium's order, and not merged. States are the observations; with a fickle passenger
    /// those in which they may still change their mind follow, 500 further on.</remarks>
    public FiniteMdp Process => _process.Value;

    /// <inheritdoc/>
    public GridLayout? Grid => null;

    /// <summary>What can be chosen by name.</summary>
    internal static EnvironmentParameter<Taxi>[] Parameters { get; } =
    [
        EnvironmentParameter<Taxi>.Switch("rainy", "whether moves may go astray",
            taxi => taxi.IsRainy, (taxi, isRainy) => new(isRainy, taxi.IsFickle)),
        EnvironmentParameter<Taxi>.Switch("fickle", "whether the passenger may change their mind",
            taxi => taxi.IsFickle, (taxi, isFickle) => new(taxi.IsRainy, isFickle)),
    ];

    /// <inheritdoc/>
    public int NumberOf(in State state) => state.Number + (state.MayChange ? TaxiRide.Count : 0);

    /// <summary>Tells which actions change anything, Gymnasium's <c>action_mask</c>.</summary>
    /// <param name="state">A state.</param>
    /// <param name="mask">Receives it, [6].</param>
    public static void Mask(in State state, Span<bool> mask)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mask.Length, TaxiRide.ActionCount);
        var place = TaxiRide.Place.Of(state.Number);
        for (var action = 0; action < TaxiRide.ActionCount; action++)
            mask[action] = action switch
            {
                TaxiRide.PickUp => place.CanPickUp,
                TaxiRide.DropOff => place.CanDropOff,
                _ => place.Moved(action) != place,
            };
    }

    /// <inheritdoc/>
    void IMaskedDynamics<State>.Allow(in State state, Span<bool> allowed) => Mask(in state, allowed);

    /// <inheritdoc/>
    public State Reset(ref Rng rng)
    {
        var start = _ride.Reset(ref rng);
        return new(start.Number, MayChange: IsFickle && rng.NextDouble() < FickleProbability);
    }

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var ride = new FiniteState(state.Number);
        var step = _ride.Advance(ref ride, action, ref rng);
        state = state.MayChange && TaxiRide.HasMovedPassenger(state.Number, ride.Number)
            ? new(TaxiRide.WithOtherDestination(ride.Number, rng.NextInt32(TaxiRide.Stands - 1)), MayChange: false)
            : state with { Number = ride.Number };
        return step;
    }

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation) => observation[0] = state.Number;

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas) => TaxiScenery.Draw(TaxiRide.Place.Of(state.Number), canvas);

    /// <summary>Where taxi, passenger and destination are.</summary>
    /// <param name="Number">What is observed.</param>
    /// <param name="MayChange">Whether a fickle passenger will name another destination once the taxi has moved with
    /// them.</param>
    public readonly record struct State(int Number, bool MayChange = false);
}
