using Pathwise.Randomness;

namespace Pathwise.Environments.ClassicControl;

/// <summary>Pendulum: swing a pole up and hold it upright with a motor that is too weak to lift it at once.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Box(1)</c>: the torque, −2 to 2 N m, counter-clockwise; what lies outside is clipped.</para>
/// <para><b>Observations</b> <c>Box(3)</c>:</para>
/// <list type="table">
/// <listheader><term>component</term><description>meaning, least and greatest value</description></listheader>
/// <item><term>0</term><description>cos θ, ±1 (1 is upright)</description></item>
/// <item><term>1</term><description>sin θ, ±1</description></item>
/// <item><term>2</term><description>θ̇, ±8 rad/s</description></item>
/// </list>
/// <para><b>Reward</b> −(θ² + 0.1·θ̇² + 0.001·torque²) of the state before the step,
/// θ in [−π, π): −16.2736 at worst.</para>
/// <para><b>Start</b> θ uniform in [−π, π), θ̇ in [−1, 1).</para>
/// <para><b>Episode end</b> never terminated; truncated after 200 steps (Pendulum-v1).</para>
/// <para><b>Source</b> Gymnasium's Pendulum-v1. With NumPy 2 its products of the float32 torque are float32;
/// so are ours.</para>
/// </remarks>
public readonly record struct Pendulum : IDynamics<Pendulum.State, float>
{
    private const double StandardGravity = 10, MaxSpeed = 8, Tau = 0.05;
    private const float MaxTorque = 2;

    private static readonly Box Observations = new([-1, -1, -(float)MaxSpeed], [1, 1, (float)MaxSpeed]);
    private static readonly Box Actions = new(-MaxTorque, MaxTorque, 1);

    private readonly double? _gravity, _startAngle, _startSpeed;

    /// <summary>g in m/s²; 10 unless set.</summary>
    public double Gravity { get => _gravity ?? StandardGravity; init => _gravity = value; }

    /// <summary>The greatest starting angle, to either side; π unless set.</summary>
    public double StartAngle { get => _startAngle ?? Math.PI; init => _startAngle = value; }

    /// <summary>The greatest starting speed, to either side; 1 unless set.</summary>
    public double StartSpeed { get => _startSpeed ?? 1; init => _startSpeed = value; }

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Actions;

    /// <inheritdoc/>
    public State Reset(ref Rng rng) =>
        new(rng.NextUniform(-StartAngle, StartAngle), rng.NextUniform(-StartSpeed, StartSpeed));

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<float> action, ref Rng rng)
    {
        var (theta, thetaDot) = state;
        var torque = Math.Clamp(action[0], -MaxTorque, MaxTorque);
        var angle = Normalized(theta);
        var cost = angle * angle + 0.1 * (thetaDot * thetaDot) + 0.001f * (torque * torque);

        thetaDot += (3 * Gravity / 2 * Math.Sin(theta) + 3f * torque) * Tau;
        thetaDot = Math.Clamp(thetaDot, -MaxSpeed, MaxSpeed);
        state = new(theta + thetaDot * Tau, thetaDot);
        return new(-cost, Terminated: false);
    }

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        observation[2] = (float)state.AngularVelocity;
        observation[1] = (float)Math.Sin(state.Angle);
        observation[0] = (float)Math.Cos(state.Angle);
    }

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(-1.3, -1.3, 1.3, 1.3);
        var axle = new Point(0, 0);
        canvas.Line([axle, axle.Toward(state.Angle + (Math.PI / 2), 1)], 0.2, Ink.Orange);
        canvas.Circle(axle, 0.06, Ink.Black);
    }

    /// <summary>The same angle in [−π, π), with the sign rules of Python's remainder.</summary>
    private static double Normalized(double angle)
    {
        var remainder = (angle + Math.PI) % (2 * Math.PI);
        return (remainder < 0 ? remainder + 2 * Math.PI : remainder) - Math.PI;
    }

    /// <summary>How the pole stands, and how fast it turns.</summary>
    /// <param name="Angle">θ in rad, 0 upright, counter-clockwise; not wrapped, so that it counts turns.</param>
    /// <param name="AngularVelocity">θ̇ in rad/s.</param>
    public readonly record struct State(double Angle, double AngularVelocity);
}
