using Pathwise.Randomness;

namespace Pathwise.Environments.ClassicControl;

/// <summary>Mountain car: an engine too weak for the hill must swing the car up by rocking it in the valley.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(3)</c>: 0 accelerates to the left, 1 does nothing,
/// 2 accelerates to the right.</para>
/// <para><b>Observations</b> <c>Box(2)</c>:</para>
/// <list type="table">
/// <listheader><term>component</term><description>meaning, least and greatest value</description></listheader>
/// <item><term>0</term><description>position, −1.2 to 0.6</description></item>
/// <item><term>1</term><description>velocity, ±0.07 a step</description></item>
/// </list>
/// <para><b>Reward</b> −1 on every step, the last one included.</para>
/// <para><b>Start</b> position uniform in [−0.6, −0.4), at rest.</para>
/// <para><b>Episode end</b> terminated at position ≥ 0.5 with a velocity ≥ <see cref="GoalVelocity"/>; truncated after
/// 200 steps (MountainCar-v0). The left wall stops the car.</para>
/// <para><b>Source</b> A. W. Moore (1990), PhD thesis, Cambridge; Sutton &amp; Barto (2018), Example 10.1. The order of
/// operations is Gymnasium's, so that equal seeds and actions give equal observations.</para>
/// </remarks>
public readonly record struct MountainCar : IDynamics<MountainCar.State, int>
{
    private const double Least = -1.2, Greatest = 0.6, MaxSpeed = 0.07, Goal = 0.5;
    private const double Force = 0.001, Gravity = 0.0025;

    private static readonly Interval DefaultStart = new(-0.6, -0.4);
    private static readonly Box Observations = new(
        [(float)Least, -(float)MaxSpeed], [(float)Greatest, (float)MaxSpeed]);
    private static readonly Discrete Actions = new(3);

    /// <summary>The velocity that the car must have at the goal; 0 unless set.</summary>
    public double GoalVelocity { get; init; }

    /// <summary>What the starting position is drawn from; null for [−0.6, −0.4).</summary>
    public Interval? Start { get; init; }

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Actions;

    /// <inheritdoc/>
    public State Reset(ref Rng rng) => new((Start ?? DefaultStart).Sample(ref rng), Velocity: 0);

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var (position, velocity) = state;
        velocity += (action[0] - 1) * Force + Math.Cos(3 * position) * -Gravity;
        velocity = Math.Clamp(velocity, -MaxSpeed, MaxSpeed);
        position += velocity;
        position = Math.Clamp(position, Least, Greatest);
        if (position == Least && velocity < 0) velocity = 0;

        state = new(position, velocity);
        return new(Reward: -1, Terminated: position >= Goal && velocity >= GoalVelocity);
    }

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        observation[1] = (float)state.Velocity;
        observation[0] = (float)state.Position;
    }

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas) => MountainScenery.Draw(canvas, state.Position, Goal);

    /// <summary>Where the car is, and how fast it moves.</summary>
    /// <param name="Position">Along the horizontal axis.</param>
    /// <param name="Velocity">Change of the position in a step.</param>
    public readonly record struct State(double Position, double Velocity);
}
