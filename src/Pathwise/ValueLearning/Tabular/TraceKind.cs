namespace Pathwise.ValueLearning.Tabular;

/// <summary>What a visit does to the trace z of a state or pair, after z has faded to γλz.</summary>
public enum TraceKind
{
    /// <summary><c>z ← z + 1</c>.</summary>
    Accumulating,

    /// <summary><c>z ← 1</c>.</summary>
    Replacing,

    /// <summary><c>z ← z + 1 − αz</c>, with the update that makes the method the online λ-return algorithm,
    /// exactly.</summary>
    Dutch,
}
