namespace Pathwise.Testing;

/// <summary>How grave a finding about an environment is.</summary>
public enum EnvironmentConformanceSeverity
{
    /// <summary>It works, and learns less well or more slowly than it could.</summary>
    Advice,

    /// <summary>It breaks the contract: something that relies on it will fail, or be wrong.</summary>
    Error,
}
