using Pathwise.Randomness;

namespace Pathwise.Environments.ClassicControl;

/// <summary>Acrobot: two links hang from a bar; torque at the joint between them must swing the tip above a
/// line.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(3)</c>: the torque at the joint, 0, 1, 2 for −1, 0, 1 N m.</para>
/// <para><b>Observations</b> <c>Box(6)</c>:</para>
/// <list type="table">
/// <listheader><term>component</term><description>meaning, least and greatest value</description></listheader>
/// <item><term>0, 1</term><description>cos θ₁, sin θ₁, ±1; θ₁ = 0 hangs straight down</description></item>
/// <item><term>2, 3</term><description>cos θ₂, sin θ₂, ±1; θ₂ is relative to the first link</description></item>
/// <item><term>4</term><description>θ̇₁, ±4π rad/s</description></item>
/// <item><term>5</term><description>θ̇₂, ±9π rad/s</description></item>
/// </list>
/// <para><b>Reward</b> −1 on every step, and 0 on the one that ends the episode.</para>
/// <para><b>Start</b> all four uniform in [−0.1, 0.1), rounded to float32.</para>
/// <para><b>Episode end</b> terminated when −cos θ₁ − cos(θ₁ + θ₂) &gt; 1, the tip a link's length above the bar;
/// truncated after 500 steps (Acrobot-v1).</para>
/// <para><b>Source</b> Sutton (1996), <i>Generalization in reinforcement learning</i>; the equations of Sutton &amp;
/// Barto (1998), §11.3 (the "book" dynamics), one step of the classical Runge-Kutta method over 0.2 s. The order of
/// operations is Gymnasium's, so that equal seeds and actions give equal observations.</para>
/// </remarks>
public readonly record struct Acrobot : IDynamics<Acrobot.State, int>
{
    private const double MaxVelocity1 = 4 * Math.PI, MaxVelocity2 = 9 * Math.PI;
    private const double Tau = 0.2;                                 // seconds between two states
    private const double Mass = 1, Length = 1, Centre = 0.5, Inertia = 1, Gravity = 9.8;   // of either link

    private static readonly Interval DefaultStart = new(-0.1, 0.1);

    private static readonly Box Observations = new(
        [-1, -1, -1, -1, -(float)MaxVelocity1, -(float)MaxVelocity2],
        [1, 1, 1, 1, (float)MaxVelocity1, (float)MaxVelocity2]);

    private static readonly Discrete Actions = new(3);

    /// <summary>What the four starting values are drawn from; null for [−0.1, 0.1).</summary>
    public Interval? Start { get; init; }

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Actions;

    /// <inheritdoc/>
    public State Reset(ref Rng rng)
    {
        var start = Start ?? DefaultStart;
        return new((float)start.Sample(ref rng), (float)start.Sample(ref rng),
            (float)start.Sample(ref rng), (float)start.Sample(ref rng));
    }

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
    {
        var torque = action[0] - 1.0;
        var k1 = Derivative(state, torque);
        var k2 = Derivative(state.Plus(Tau / 2, k1), torque);
        var k3 = Derivative(state.Plus(Tau / 2, k2), torque);
        var k4 = Derivative(state.Plus(Tau, k3), torque);
        var next = new State(
            state.Angle1 + Tau / 6 * (k1.Angle1 + 2 * k2.Angle1 + 2 * k3.Angle1 + k4.Angle1),
            state.Angle2 + Tau / 6 * (k1.Angle2 + 2 * k2.Angle2 + 2 * k3.Angle2 + k4.Angle2),
            state.Velocity1 + Tau / 6 * (k1.Velocity1 + 2 * k2.Velocity1 + 2 * k3.Velocity1 + k4.Velocity1),
            state.Velocity2 + Tau / 6 * (k1.Velocity2 + 2 * k2.Velocity2 + 2 * k3.Velocity2 + k4.Velocity2));

        state = new(
            Wrapped(next.Angle1), Wrapped(next.Angle2),
            Math.Clamp(next.Velocity1, -MaxVelocity1, MaxVelocity1),
            Math.Clamp(next.Velocity2, -MaxVelocity2, MaxVelocity2));
        var terminated = -Math.Cos(state.Angle1) - Math.Cos(state.Angle2 + state.Angle1) > 1;
        return new(terminated ? 0 : -1, terminated);
    }

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        observation[5] = (float)state.Velocity2;
        observation[4] = (float)state.Velocity1;
        observation[3] = (float)Math.Sin(state.Angle2);
        observation[2] = (float)Math.Cos(state.Angle2);
        observation[1] = (float)Math.Sin(state.Angle1);
        observation[0] = (float)Math.Cos(state.Angle1);
    }

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(-2.2, -2.2, 2.2, 2.2);
        canvas.Line([new(-2.2, 1), new(2.2, 1)], 0.03, Ink.Green);
        var bar = new Point(0, 0);
        var down = -Math.PI / 2;
        var joint = bar.Toward(down + state.Angle1, Length);
        var tip = joint.Toward(down + state.Angle1 + state.Angle2, Length);
        canvas.Line([bar, joint], 0.2, Ink.Blue);
        canvas.Line([joint, tip], 0.2, Ink.Orange);
        canvas.Circle(bar, 0.08, Ink.Black);
        canvas.Circle(joint, 0.08, Ink.Black);
    }

    /// <summary>How the state changes in time: velocities in the angles' places,
    /// accelerations in the velocities'.</summary>
    private static State Derivative(in State state, double torque)
    {
        var (theta1, theta2, dTheta1, dTheta2) = state;
        var (sin2, cos2) = (Math.Sin(theta2), Math.Cos(theta2));
        var d1 = Mass * (Centre * Centre) + Mass * (Length * Length + Centre * Centre + 2 * Length * Centre * cos2)
            + Inertia + Inertia;
        var d2 = Mass * (Centre * Centre + Length * Centre * cos2) + Inertia;
        var phi2 = Mass * Centre * Gravity * Math.Cos(theta1 + theta2 - Math.PI / 2);
        var phi1 = -Mass * Length * Centre * (dTheta2 * dTheta2) * sin2
            - 2 * Mass * Length * Centre * dTheta2 * dTheta1 * sin2
            + (Mass * Centre + Mass * Length) * Gravity * Math.Cos(theta1 - Math.PI / 2)
            + phi2;
        var ddTheta2 = (torque + d2 / d1 * phi1 - Mass * Length * Centre * (dTheta1 * dTheta1) * sin2 - phi2)
            / (Mass * (Centre * Centre) + Inertia - d2 * d2 / d1);
        return new(dTheta1, dTheta2, -(d2 * ddTheta2 + phi1) / d1, ddTheta2);
    }

    private static double Wrapped(double angle)
    {
        while (angle > Math.PI) angle -= 2 * Math.PI;
        while (angle < -Math.PI) angle += 2 * Math.PI;
        return angle;
    }

    /// <summary>How the two links hang, and how fast they turn.</summary>
    /// <param name="Angle1">θ₁ in rad, 0 straight down.</param>
    /// <param name="Angle2">θ₂ in rad, relative to the first link.</param>
    /// <param name="Velocity1">θ̇₁ in rad/s.</param>
    /// <param name="Velocity2">θ̇₂ in rad/s.</param>
    public readonly record struct State(double Angle1, double Angle2, double Velocity1, double Velocity2)
    {
        /// <summary><c>s + h·k</c>, component by component.</summary>
        internal State Plus(double h, in State k) => new(
            Angle1 + h * k.Angle1, Angle2 + h * k.Angle2, Velocity1 + h * k.Velocity1, Velocity2 + h * k.Velocity2);
    }
}
