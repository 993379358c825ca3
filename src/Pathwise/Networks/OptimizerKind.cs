namespace Pathwise.Networks;

/// <summary>The optimizers that an option can name.</summary>
public enum OptimizerKind
{
    /// <summary>Plain stochastic gradient steps: <c>θ ← θ ± α ∇</c>, the book's.</summary>
    Sgd,

    /// <summary>Adam (Kingma &amp; Ba, 2015), with β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</summary>
    Adam,

    /// <summary>RMSProp (Hinton, 2012), with smoothing 0.99, ε = 1e-8.</summary>
    RmsProp,

    /// <summary>Adagrad (Duchi, Hazan &amp; Singer, 2011), with ε = 1e-10.</summary>
    Adagrad,
}
