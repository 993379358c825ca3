namespace Pathwise.Environments;

/// <summary>What a vector environment does with an episode that has ended: Gymnasium's three modes.</summary>
public enum Autoreset
{
    /// <summary>The next step ignores its action, resets, and returns the new observation with reward 0:
    /// no transition.</summary>
    NextStep,

    /// <summary>The same step resets: its observation is the new episode's,
    /// and the last one's is in the final observations.</summary>
    SameStep,

    /// <summary>Nothing: the environment stays as it is, with reward 0, until it is reset by mask.</summary>
    Disabled,
}
