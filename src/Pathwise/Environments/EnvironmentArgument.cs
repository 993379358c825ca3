namespace Pathwise.Environments;

/// <summary>Something about a registered environment that can be chosen, such as CartPole's reward.</summary>
/// <param name="Name">Its name, in lower camel case.</param>
/// <param name="Meaning">One phrase, without a full stop.</param>
/// <param name="Value">What it is; for a switch 0 or 1.</param>
/// <param name="IsSwitch">Whether it can be 0 or 1 only; others can be any finite number.</param>
public sealed record EnvironmentArgument(string Name, string Meaning, double Value, bool IsSwitch);
