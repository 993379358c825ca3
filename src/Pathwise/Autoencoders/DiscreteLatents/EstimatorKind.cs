namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>The estimators that an option can name.</summary>
public enum EstimatorKind
{
    /// <summary><see cref="ScoreFunction"/>: REINFORCE.</summary>
    ScoreFunction,

    /// <summary><see cref="DiscreteLatents.LearnedBaseline"/>: NVIL.</summary>
    LearnedBaseline,

    /// <summary><see cref="DiscreteLatents.LeaveOneOut"/>.</summary>
    LeaveOneOut,

    /// <summary><see cref="DiscreteLatents.Vimco"/>.</summary>
    Vimco,

    /// <summary><see cref="DiscreteLatents.StraightThrough"/>.</summary>
    StraightThrough,

    /// <summary><see cref="DiscreteLatents.GumbelSoftmax"/>: the concrete distribution.</summary>
    GumbelSoftmax,
}
