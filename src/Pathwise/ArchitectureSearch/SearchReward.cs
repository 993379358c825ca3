using System.Globalization;

namespace Pathwise.ArchitectureSearch;

/// <summary>What a child network is worth to a search.</summary>
/// <remarks>
/// <para>Source: M. Tan et al., <i>MnasNet: Platform-Aware Neural Architecture Search for Mobile</i>, CVPR 2019, eqs.
/// (2) and (3); M. Tan, Q. Le, <i>EfficientNet</i>, ICML 2019, §3: <c>ACC · (FLOPS/T)^−0.07</c>.</para>
/// <para>Where one exponent holds on both sides of the target, <c>(T/c)^w = T^w c^−w</c>: T multiplies all rewards by
/// one number, and so decides neither which network is best nor any ranking; <see cref="Remark"/> says so.</para>
/// <para>Immutable.</para>
/// </remarks>
public sealed class SearchReward
{
    private readonly RewardOptions _options;

    /// <inheritdoc cref="SearchReward"/>
    /// <param name="options">What the search is after; null for accuracy alone.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public SearchReward(RewardOptions? options = null) => _options = RewardOptions.Settings.Validated(options ?? new());

    /// <summary>What the search is after.</summary>
    public RewardOptions Options => _options;

    /// <summary>What a user should know about the form; null where there is nothing.</summary>
    public string? Remark => _options switch
    {
        { Form: RewardForm.Soft } => Scales(_options.Exponent),
        { Form: RewardForm.Asymmetric } when _options.Exponent == _options.ExponentBelow => Scales(_options.Exponent),
        { Form: RewardForm.Logarithmic } =>
            "The target only shifts this reward by a constant; it changes no ranking. "
            + "Choose the form hard, asymmetric or constrained to aim at it.",
        _ => null,
    };

    /// <summary>The reward of a child.</summary>
    /// <returns>A finite number.</returns>
    /// <exception cref="BadInputException">The reward needs a cost that the evaluator does not measure.</exception>
    public double Of(ChildResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Status != ChildStatus.Trained) return _options.OfFailure;
        return _options.Form == RewardForm.Accuracy ? result.Accuracy : Of(result.Accuracy, CostOf(result));
    }

    /// <summary>The reward of an accuracy at a cost.</summary>
    /// <param name="accuracy">a.</param>
    /// <param name="cost">c, > 0.</param>
    public double Of(double accuracy, double cost)
    {
        var (target, isWithin) = (_options.Target, cost <= _options.Target);
        return _options.Form switch
        {
            RewardForm.Soft => accuracy * Math.Pow(target / cost, _options.Exponent),
            RewardForm.Hard => isWithin ? accuracy : accuracy * target / cost,
            RewardForm.Asymmetric =>
                accuracy * Math.Pow(target / cost, isWithin ? _options.ExponentBelow : _options.Exponent),
            RewardForm.Logarithmic => accuracy + (_options.Exponent * Math.Log(target / cost)),
            RewardForm.Constrained => isWithin ? accuracy : -Math.Min(1, (cost / target) - 1),
            _ => accuracy,
        };
    }

    /// <summary>What a child costs, in the unit that the options name.</summary>
    /// <exception cref="BadInputException">The evaluator does not measure it.</exception>
    public double CostOf(ChildResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var cost = CostOrNull(result, _options.Cost);
        return cost is > 0 ? cost.Value : throw new BadInputException(
            $"The reward needs the {NameOf(_options.Cost)} of a network, which this evaluator does not measure; choose "
            + "another cost, or the form accuracy.");
    }

    /// <summary>What a child costs, or null where nobody has measured.</summary>
    internal static double? CostOrNull(ChildResult result, CostKind kind) => kind switch
    {
        CostKind.MultiplyAdds => result.MultiplyAdds,
        CostKind.Parameters => result.Parameters,
        _ => result.Latency,
    };

    private static string NameOf(CostKind kind) => kind switch
    {
        CostKind.MultiplyAdds => "multiply-adds",
        CostKind.Parameters => "parameters",
        _ => "latency",
    };

    private static string Scales(double exponent) => string.Create(
        CultureInfo.InvariantCulture,
        $"With one exponent on both sides of the target, the target T multiplies every reward by T^{exponent} and "
        + $"changes no ranking. Choose the form hard, asymmetric or constrained to aim at it.");
}
