namespace Pathwise.Experiments.Tuning;

/// <summary>An option that a search varies.</summary>
/// <param name="Name">The option.</param>
/// <param name="Text">Its range as it was typed: <c>log:1e-5..1e-2</c>.</param>
/// <param name="Range">The values that are tried.</param>
public sealed record TunedSetting(string Name, string Text, ISettingRange Range)
{
    /// <summary>As <c>--vary</c> takes it.</summary>
    public override string ToString() => Text.Length > 0 ? $"{Name}={Text}" : Name;
}
