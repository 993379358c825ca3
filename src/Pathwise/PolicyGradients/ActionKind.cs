using Pathwise.Distributions;
using Pathwise.Environments;

namespace Pathwise.PolicyGradients;

/// <summary>What is to be made once the kind of action is known; see <see cref="ActionKind"/>.</summary>
internal interface IForAction<TResult>
{
    /// <summary>Makes it.</summary>
    /// <param name="distribution">The family over these actions.</param>
    /// <param name="free">How many of its parameters do not depend on the state; they are the last ones.</param>
    TResult Make<TAction, TDistribution>(TDistribution distribution, int free)
        where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>;
}

/// <summary>Which family of distributions goes with which action space.</summary>
internal static class ActionKind
{
    /// <summary>A choice gets a categorical, several at once independent ones, reals a diagonal Gaussian whose σ does
    /// not depend on the state, bits Bernoullis.</summary>
    public static TResult Dispatch<TResult>(Space actions, IForAction<TResult> what) => actions switch
    {
        Discrete choices => what.Make<int, Categorical>(new(choices.Count), 0),
        Box reals => what.Make<float, DiagonalGaussian>(new(reals.Size), reals.Size),
        MultiDiscrete several => what.Make<int, MultiCategorical>(new(several.Counts), 0),
        MultiBinary bits => what.Make<int, Bernoulli>(new(bits.Size), 0),
        _ => throw new BadInputException(
                $"For actions in {actions}, there is no policy; Discrete, MultiDiscrete, Box and MultiBinary spaces "
                + "have one."),
    };
}
