using Pathwise.DecisionProcesses;

namespace Pathwise.Environments;

/// <summary>Rules whose chances are all known: behind them is a finite decision process, which can be solved.</summary>
public interface IFiniteDynamics
{
    /// <summary>The process: what the rules draw, with its probabilities. Its actions' labels are those of the
    /// environment.</summary>
    FiniteMdp Process { get; }

    /// <summary>How the states lie in the plane, or null if they do not.</summary>
    GridLayout? Grid { get; }
}

/// <inheritdoc cref="IFiniteDynamics"/>
/// <typeparam name="TState">What the rules move.</typeparam>
public interface IFiniteDynamics<TState> : IFiniteDynamics where TState : unmanaged
{
    /// <summary>Which state of the process a state of the environment is.</summary>
    int NumberOf(in TState state);
}
