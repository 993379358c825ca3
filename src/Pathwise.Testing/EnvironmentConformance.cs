using Pathwise.Environments;

namespace Pathwise.Testing;

/// <summary>Checks that an environment keeps the contract that everything else relies on.
/// Gymnasium's <c>check_env</c>.</summary>
/// <remarks>
/// <para>For tests of one's own environments:
/// <c>EnvironmentConformance.Check(() => new MyEnvironment()).ThrowIfAny();</c>, or with rules,
/// <c>EnvironmentConformance.Check(new MyRules()).ThrowIfAny();</c>.</para>
/// <para>The checks play random actions for some hundred steps, so what happens rarely may go unseen.</para>
/// </remarks>
public static class EnvironmentConformance
{
    /// <summary>Checks a live environment.</summary>
    /// <param name="make">Makes one; called several times, and every one must be the same.</param>
    /// <param name="steps">How many random steps each check takes, ≥ 1.</param>
    /// <param name="seed">The seed of environments and actions.</param>
    public static EnvironmentConformanceReport Check<TAction>(
        Func<IEnvironment<TAction>> make, int steps = 500, ulong seed = 0)
        where TAction : unmanaged
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var checks = new EnvironmentConformanceChecks<TAction>(make, steps, seed);
        checks.Run();
        return new(checks.Id, checks.Findings);
    }

    /// <summary>Checks rules: as a live environment, and that a batch of them gives what single ones give.</summary>
    /// <param name="dynamics">The rules.</param>
    /// <param name="spec">Name and time limit; null for the rules' type name and none.</param>
    /// <param name="steps">How many random steps each check takes, ≥ 1.</param>
    /// <param name="seed">The seed of environments and actions.</param>
    public static EnvironmentConformanceReport Check<TState, TAction>(
        IDynamics<TState, TAction> dynamics, EnvironmentSpec? spec = null, int steps = 500, ulong seed = 0)
        where TState : unmanaged where TAction : unmanaged
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var checks = new EnvironmentConformanceChecks<TAction>(() => dynamics.Simulate(spec), steps, seed);
        checks.Run();
        checks.RunOnBatch(count => dynamics.SimulateBatch(count, spec));
        return new(checks.Id, checks.Findings);
    }

    /// <summary>Checks a registered environment: alone, and that its vector gives what single ones give.</summary>
    /// <param name="entry">The environment.</param>
    /// <param name="steps">How many random steps each check takes, ≥ 1.</param>
    /// <param name="seed">The seed of environments and actions.</param>
    public static EnvironmentConformanceReport Check(EnvironmentEntry entry, int steps = 500, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.ActionSpace is Box ? Check<float>(entry, steps, seed) : Check<int>(entry, steps, seed);
    }

    private static EnvironmentConformanceReport Check<TAction>(EnvironmentEntry entry, int steps, ulong seed)
        where TAction : unmanaged
    {
        var checks = new EnvironmentConformanceChecks<TAction>(() => (IEnvironment<TAction>)entry.Make(), steps, seed);
        checks.Run();
        checks.RunOnBatch(count => (IVectorEnvironment<TAction>)entry.MakeVector(count));
        return new(checks.Id, checks.Findings);
    }
}
