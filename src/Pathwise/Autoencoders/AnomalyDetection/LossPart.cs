namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>The parts of a bound that can be scores.</summary>
public enum LossPart
{
    /// <summary>All of it, −bound: what the example costs, in nats.</summary>
    Loss,

    /// <summary>E_q[−ln p(x|z)]: what it costs once its code is known.</summary>
    Reconstruction,

    /// <summary>KL(q(z|x) ‖ p(z)): what its code costs.</summary>
    Divergence,
}
