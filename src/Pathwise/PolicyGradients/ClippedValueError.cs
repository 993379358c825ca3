namespace Pathwise.PolicyGradients;

/// <summary>PPO's value loss that, like its policy, is paid nothing for going more than c from where it was:
/// <c>max((v − G)², (v_old + clip(v − v_old, −c, c) − G)²)</c>.</summary>
/// <remarks>Source: the first implementation of PPO (Dhariwal et al., 2017, <i>OpenAI Baselines</i>); Engstrom et al.
/// (2020), <i>Implementation matters in deep policy gradients</i>, §3, found no gain, so it is an option.</remarks>
public static class ClippedValueError
{
    /// <summary>δ = −½ ∂loss/∂v: G − v, or 0 where the clipped side is the larger one.</summary>
    /// <param name="target">G.</param>
    /// <param name="value">v.</param>
    /// <param name="oldValue">v_old, of the parameters that acted.</param>
    /// <param name="range">c, > 0.</param>
    public static double Of(double target, double value, double oldValue, double range)
    {
        var error = target - value;
        var clipped = target - Math.Clamp(value, oldValue - range, oldValue + range);
        return Math.Abs(clipped) > Math.Abs(error) ? 0 : error;
    }
}
