using Pathwise.Randomness;

namespace Pathwise.Environments.ClassicControl;

/// <summary>Cart-pole: keep a pole upright on a cart by pushing the cart left or right.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(2)</c>: 0 pushes the cart to the left, 1 to the right, with a force of 10 N.</para>
/// <para><b>Observations</b> <c>Box(4)</c>:</para>
/// <list type="table">
/// <listheader><term>component</term><description>meaning, least and greatest value</description></listheader>
/// <item><term>0</term><description>cart position, ±4.8 m (the episode ends beyond ±2.4)</description></item>
/// <item><term>1</term><description>cart velocity, unbounded, m/s</description></item>
/// <item><term>2</term><description>pole angle, ±0.419 rad, 24° (the episode ends beyond 12°)</description></item>
/// <item><term>3</term><description>pole angular velocity, unbounded, rad/s</description></item>
/// </list>
/// <para><b>Reward</b> 1 on every step, the last one included; with <see cref="SuttonBartoReward"/> 0,
/// and −1 on the last.</para>
/// <para><b>Start</b> all four uniform in [−0.05, 0.05).</para>
/// <para><b>Episode end</b> terminated when |position| &gt; 2.4 or |angle| &gt; 12°; truncated after 500 steps
/// (CartPole-v1) or 200 (CartPole-v0).</para>
/// <para><b>Source</b> Barto, Sutton &amp; Anderson (1983), <i>Neuronlike adaptive elements that can solve difficult
/// learning control problems</i>, IEEE SMC 13; the corrected equations of motion are those of R. V. Florian (2007). The
/// order of operations is Gymnasium's, so that equal seeds and actions give equal observations.</para>
/// </remarks>
public readonly record struct CartPole : IDynamics<CartPole.State, int>
{
    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double TotalMass = PoleMass + 1.0;
    private const double HalfLength = 0.5;
    private const double PoleMoment = PoleMass * HalfLength;
    private const double PushForce = 10;
    private const double Tau = 0.02;                                // seconds between two states
    private const double AngleLimit = 12 * 2 * Math.PI / 360;
    private const double PositionLimit = 2.4;

    private static readonly Interval DefaultStart = new(-0.05, 0.05);

    private static readonly Box Observations = new(
        [(float)(-2 * PositionLimit), float.NegativeInfinity, (float)(-2 * AngleLimit), float.NegativeInfinity],
        [(float)(2 * PositionLimit), float.PositiveInfinity, (float)(2 * AngleLimit), float.PositiveInfinity]);

    private static readonly Discrete Actions = new(2);

    /// <summary>Whether the reward is the one of Sutton &amp; Barto's book:
    /// 0 on every step and −1 on the last.</summary>
    public bool SuttonBartoReward { get; init; }

    /// <summary>What the four starting values are drawn from; null for [−0.05, 0.05).</summary>
    public Interval? Start { get; init; }

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Actions;

    /// <inheritdoc/>
    public State Reset(ref Rng rng)
    {
        var start = Start ?? DefaultStart;
        return new(start.Sample(ref rng), start.Sample(ref rng), start.Sample(ref rng), start.Sample(ref rng));
    }

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var (x, xDot, theta, thetaDot, stepsBeyondEnd) = state;
        var force = action[0] == 1 ? PushForce : -PushForce;
        var (sin, cos) = Math.SinCos(theta);

        var push = (force + PoleMoment * (thetaDot * thetaDot) * sin) / TotalMass;
        var thetaAcceleration = (Gravity * sin - cos * push)
            / (HalfLength * (4.0 / 3.0 - PoleMass * (cos * cos) / TotalMass));
        var xAcceleration = push - PoleMoment * thetaAcceleration * cos / TotalMass;

        x += Tau * xDot;                                            // Euler, with the velocities before the step
        xDot += Tau * xAcceleration;
        theta += Tau * thetaDot;
        thetaDot += Tau * thetaAcceleration;

        var fallen = x < -PositionLimit || x > PositionLimit || theta < -AngleLimit || theta > AngleLimit;
        state = new(x, xDot, theta, thetaDot, fallen ? stepsBeyondEnd + 1 : stepsBeyondEnd);
        return new(Reward(fallen, stepsBeyondEnd > 0), fallen);
    }

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        observation[3] = (float)state.AngularVelocity;
        observation[2] = (float)state.Angle;
        observation[1] = (float)state.Velocity;
        observation[0] = (float)state.Position;
    }

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        var (x, angle) = (state.Position, state.Angle);
        canvas.View(-PositionLimit, -0.4, PositionLimit, 1.4);
        canvas.Line([new(-PositionLimit, 0), new(PositionLimit, 0)], 0.02, Ink.Grey);
        canvas.Polygon(
            [new(x - 0.25, -0.15), new(x + 0.25, -0.15), new(x + 0.25, 0.15), new(x - 0.25, 0.15)], Ink.Blue);
        var axle = new Point(x, 0.08);
        canvas.Line([axle, axle.Toward((Math.PI / 2) - angle, 2 * HalfLength)], 0.1, Ink.Orange);
        canvas.Circle(axle, 0.05, Ink.Black);
    }

    // Past the end no reward is left: Gymnasium warns and gives 0 (or −1 again with the book's reward).
    private double Reward(bool fallen, bool wasFallen) => (SuttonBartoReward, fallen) switch
    {
        (false, false) => 1,
        (false, true) => wasFallen ? 0 : 1,
        (true, false) => 0,
        (true, true) => -1,
    };

    /// <summary>Where cart and pole are, and how fast they move.</summary>
    /// <param name="Position">x of the cart in m.</param>
    /// <param name="Velocity">ẋ in m/s.</param>
    /// <param name="Angle">θ of the pole in rad, 0 upright, growing clockwise.</param>
    /// <param name="AngularVelocity">θ̇ in rad/s.</param>
    /// <param name="FallenSteps">Steps that ended beyond a limit in this episode;
    /// from the second on there is no reward.</param>
    public readonly record struct State(
        double Position, double Velocity, double Angle, double AngularVelocity, long FallenSteps = 0);
}
