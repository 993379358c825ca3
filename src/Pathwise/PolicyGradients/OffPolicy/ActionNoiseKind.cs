namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>What is added to a deterministic policy's actions so that it finds something new.</summary>
public enum ActionNoiseKind
{
    /// <summary>Independent normal numbers.</summary>
    Gaussian,

    /// <summary>A walk that is drawn back to 0; see <see cref="OrnsteinUhlenbeckNoise"/>.</summary>
    OrnsteinUhlenbeck,
}
