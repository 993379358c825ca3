namespace Pathwise.Environments;

/// <summary>What an argument of an environment can be.</summary>
public enum ArgumentKind
{
    /// <summary>Any finite number.</summary>
    Number,

    /// <summary>True or false; as a number, 1 or 0.</summary>
    Switch,

    /// <summary>A word, or whatever else can be typed.</summary>
    Text,
}
