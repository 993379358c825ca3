using System.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Environments.ClassicControl;

/// <summary>Mountain car with a throttle: up the hill by rocking in the valley,
/// with as little effort as possible.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Box(1)</c>: the force, −1 to 1. What lies outside is clipped, but paid for in full.</para>
/// <para><b>Observations</b> <c>Box(2)</c>:</para>
/// <list type="table">
/// <listheader><term>component</term><description>meaning, least and greatest value</description></listheader>
/// <item><term>0</term><description>position, −1.2 to 0.6</description></item>
/// <item><term>1</term><description>velocity, ±0.07 a step</description></item>
/// </list>
/// <para><b>Reward</b> −0.1·action², and 100 more on the step that reaches the goal.</para>
/// <para><b>Start</b> position uniform in [−0.6, −0.4), at rest.</para>
/// <para><b>Episode end</b> terminated at position ≥ 0.45 with a velocity ≥ <see cref="GoalVelocity"/>; truncated after
/// 999 steps (MountainCarContinuous-v0). The left wall stops the car.</para>
/// <para><b>Source</b> O. Sigaud's version of A. W. Moore's task (1990), as Gymnasium has it. Its state is rounded to
/// float32 after every step, and with NumPy 2 the step itself is taken in float32 from then on,
/// but for the cosine. So is ours.</para>
/// </remarks>
public readonly record struct MountainCarContinuous : IDynamics<MountainCarContinuous.State, float>
{
    private const double Least = -1.2, Greatest = 0.6, MaxSpeed = 0.07, Goal = 0.45;
    private const double Power = 0.0015, Gravity = 0.0025;

    private static readonly Interval DefaultStart = new(-0.6, -0.4);
    private static readonly Box Observations = new(
        [(float)Least, -(float)MaxSpeed], [(float)Greatest, (float)MaxSpeed]);
    private static readonly Box Actions = new(-1, 1, 1);

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
    public Step Advance(ref State state, ReadOnlySpan<float> action, ref Rng rng)
    {
        var (position, velocity, steps) = state;
        var terminated = steps > 0
            ? Move((float)position, (float)velocity, action[0], out state)
            : Move(position, velocity, action[0], out state);
        state = state with { Steps = steps + 1 };
        return new((terminated ? 100.0 : 0.0) - (double)action[0] * action[0] * 0.1, terminated);
    }

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        observation[1] = (float)state.Velocity;
        observation[0] = (float)state.Position;
    }

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas) => MountainScenery.Draw(canvas, state.Position, Goal);

    /// <summary>A step in the precision that NumPy takes it in: that of the state,
    /// unless the force was clipped.</summary>
    /// <returns>Whether the car is at the goal.</returns>
    private bool Move<T>(T position, T velocity, float action, out State next) where T : IFloatingPointIeee754<T>
    {
        var pull = Gravity * Math.Cos(double.CreateTruncating(T.CreateTruncating(3) * position));
        velocity += action is >= -1 and <= 1
            ? T.CreateTruncating(action * (float)Power - (float)pull)
            : T.CreateTruncating(Math.Sign(action) * Power - pull);

        var (least, maxSpeed) = (T.CreateTruncating(Least), T.CreateTruncating(MaxSpeed));
        velocity = T.Clamp(velocity, -maxSpeed, maxSpeed);
        position = T.Clamp(position + velocity, least, T.CreateTruncating(Greatest));
        if (position == least && velocity < T.Zero) velocity = T.Zero;

        next = new(float.CreateTruncating(position), float.CreateTruncating(velocity));
        return position >= T.CreateTruncating(Goal) && velocity >= T.CreateTruncating(GoalVelocity);
    }

    /// <summary>Where the car is, and how fast it moves.</summary>
    /// <param name="Position">Along the horizontal axis.</param>
    /// <param name="Velocity">Change of the position in a step.</param>
    /// <param name="Steps">Steps taken since the start; from the first one on,
    /// position and velocity are float32 numbers.</param>
    public readonly record struct State(double Position, double Velocity, long Steps = 0);
}
