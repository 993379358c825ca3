namespace Pathwise.Networks;

/// <summary>The four parts of an <see cref="Lstm"/>'s sums, in the order in which they lie.</summary>
public enum LstmGate
{
    /// <summary>i, what of the candidate enters the cell.</summary>
    Input,

    /// <summary>f, what of the cell stays.</summary>
    Forget,

    /// <summary>g, the candidate.</summary>
    Candidate,

    /// <summary>o, what of the cell is shown.</summary>
    Output,
}
