namespace Pathwise.Options;

/// <summary>Says what an option of an algorithm means, for help, forms and manifests.</summary>
/// <param name="meaning">One phrase, without a full stop: <c>"the policy's step size"</c>.</param>
/// <remarks>Stands on a property of an options record, beside its <c>[Range]</c>.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string meaning) : Attribute
{
    /// <summary>What the option means.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>How the source writes it: <c>"α^θ"</c>.</summary>
    public string? Symbol { get; init; }

    /// <summary>Where the default comes from: <c>"Sutton &amp; Barto (2018), Figure 13.2"</c>.</summary>
    public string? Source { get; init; }
}
