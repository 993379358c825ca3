namespace Pathwise.Environments;

/// <summary>Something about a registered environment that can be chosen, such as CartPole's reward.</summary>
/// <param name="Name">Its name, in lower camel case.</param>
/// <param name="Meaning">One phrase, without a full stop.</param>
/// <param name="Value">What it is; for a switch 0 or 1.</param>
/// <param name="Kind">What it can be.</param>
/// <param name="Allowed">The same in words: <c>any number</c>.</param>
public sealed record EnvironmentArgument(
    string Name, string Meaning, ArgumentValue Value, ArgumentKind Kind, string Allowed);
