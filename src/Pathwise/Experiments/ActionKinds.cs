using Pathwise.Environments;

namespace Pathwise.Experiments;

/// <summary>The kinds of actions that an algorithm can take.</summary>
[Flags]
public enum ActionKinds
{
    /// <summary>None: the value of no algorithm.</summary>
    None = 0,

    /// <summary>One of finitely many choices: <see cref="Environments.Discrete"/>.</summary>
    Discrete = 1,

    /// <summary>A vector of real numbers: <see cref="Box"/>.</summary>
    Continuous = 2,

    /// <summary>Several choices at once, or bits: <see cref="Environments.MultiDiscrete"/>,
    /// <see cref="Environments.MultiBinary"/>.</summary>
    Several = 4,

    /// <summary>Any of them.</summary>
    Any = Discrete | Continuous | Several,
}
