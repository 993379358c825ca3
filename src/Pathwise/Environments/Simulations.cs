namespace Pathwise.Environments;

/// <summary>The short way from rules to environments: the types are inferred,
/// and the rules are called through their interface.</summary>
/// <remarks>Where speed matters, name the types: <c>new SimulationBatch&lt;CartPole, CartPole.State, int&gt;(…)</c>
/// compiles the rules into its loop. The numbers are the same.</remarks>
public static class Simulations
{
    /// <summary>One environment of these rules.</summary>
    /// <param name="dynamics">The rules.</param>
    /// <param name="spec">Name and time limit; null for the rules' type name and none.</param>
    public static Simulation<IDynamics<TState, TAction>, TState, TAction> Simulate<TState, TAction>(
        this IDynamics<TState, TAction> dynamics, EnvironmentSpec? spec = null)
        where TState : unmanaged where TAction : unmanaged
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        return new(dynamics, spec ?? new(dynamics.GetType().Name));
    }

    /// <summary>Several environments of these rules that step together.</summary>
    /// <param name="dynamics">The rules.</param>
    /// <param name="count">n, ≥ 1.</param>
    /// <param name="spec">Name and time limit; null for the rules' type name and none.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    public static SimulationBatch<IDynamics<TState, TAction>, TState, TAction> SimulateBatch<TState, TAction>(
        this IDynamics<TState, TAction> dynamics, int count, EnvironmentSpec? spec = null,
        Autoreset autoreset = Autoreset.NextStep)
        where TState : unmanaged where TAction : unmanaged
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        return new(dynamics, count, spec ?? new(dynamics.GetType().Name), autoreset);
    }
}
