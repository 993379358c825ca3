namespace Pathwise.Environments;

/// <summary>How an argument of a registered environment is read from its rules, and set.</summary>
/// <typeparam name="TDynamics">The rules.</typeparam>
/// <param name="Name">The argument's name, in lower camel case.</param>
/// <param name="Meaning">One phrase, without a full stop.</param>
/// <param name="Get">Its value in some rules; for a switch 0 or 1.</param>
/// <param name="Set">The same rules with another value.</param>
/// <param name="IsSwitch">Whether it can be 0 or 1 only.</param>
public sealed record EnvironmentParameter<TDynamics>(
    string Name, string Meaning, Func<TDynamics, double> Get, Func<TDynamics, double, TDynamics> Set,
    bool IsSwitch = false);
