using Pathwise.Autoencoders;
using Pathwise.Autoencoders.DiscreteLatents;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.Onnx;

/// <summary>Autoencoders as two graphs, from examples to codes and from codes to examples.</summary>
/// <remarks>
/// <para>An example is a row <c>x</c> as the model learned from: [batch, size], channel by channel, row by row, grey
/// levels in [0, 1]. A variational encoder gives the posterior's <c>mean</c> and its standard deviation <c>sigma</c>,
/// both [batch, latents] and clamped as in <see cref="DiagonalPosterior"/>; one of coins their <c>probability</c>;
/// others the <c>code</c>. Of a denoising one x is the corrupted example. A
/// decoder takes codes <c>z</c>, [batch, latents], and gives the pixels' means, <c>x</c>, [batch, size]; a deviation of
/// the pixels is left out.</para>
/// <para>How many rows is free. Networks are multilayer perceptrons; their parameters are copied.</para>
/// </remarks>
public static class OnnxAutoencoder
{
    /// <summary>The encoder's graph.</summary>
    /// <param name="model">An autoencoder of any kind.</param>
    /// <exception cref="ArgumentException">Its encoder is no multilayer perceptron.</exception>
    public static OnnxGraph Encoder(IAutoencoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (graph, latents) = (new OnnxGraph("encoder"), model.Latents);
        var encoded = graph.Apply(Dense(model.Encoder), graph.Input("x", model.Size));
        if (model is VariationalAutoencoder { Posterior.Scale: var scale })
        {
            graph.Output(graph.Columns(encoded, 0, latents), "mean", latents);
            graph.Output(Sigma(graph, scale, graph.Columns(encoded, latents, latents)), "sigma", latents);
        }
        else if (model is BernoulliAutoencoder)
        {
            graph.Output(graph.Apply(Activation.Sigmoid, encoded), "probability", latents);
        }
        else
        {
            graph.Output(encoded, "code", latents);
        }

        return graph;
    }

    /// <summary>The decoder's graph, z → x.</summary>
    /// <param name="model">An autoencoder of any kind.</param>
    /// <exception cref="ArgumentException">Its decoder is no multilayer perceptron.</exception>
    public static OnnxGraph Decoder(IAutoencoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (graph, likelihood) = (new OnnxGraph("decoder"), model.Likelihood);
        var network = Dense(model.Decoder);
        var means = graph.Apply(network, graph.Input("z", network.Inputs));
        if (network.Outputs > likelihood.Size) means = graph.Columns(means, 0, likelihood.Size);    // deviations follow
        if (likelihood.Link == MeanLink.Sigmoid) means = graph.Apply(Activation.Sigmoid, means);
        graph.Output(means, "x", likelihood.Size);
        return graph;
    }

    /// <summary>σ of ρ.</summary>
    private static string Sigma(OnnxGraph graph, PosteriorScale scale, string rho)
    {
        var (least, greatest) = (DiagonalPosterior.LeastLogSigma, DiagonalPosterior.GreatestLogSigma);
        if (scale == PosteriorScale.Softplus)
        {
            var shifted = graph.Node("Add", rho, graph.Constant([(float)DiagonalPosterior.SoftplusShift]));
            return Clip(graph, graph.Apply(Activation.Softplus, shifted), Math.Exp(least), Math.Exp(greatest));
        }

        var logSigma = scale == PosteriorScale.LogVariance ? graph.Node("Mul", rho, graph.Constant([0.5f])) : rho;
        return graph.Node("Exp", Clip(graph, logSigma, least, greatest));
    }

    private static string Clip(OnnxGraph graph, string value, double least, double greatest) =>
        graph.Node("Clip", value, graph.Constant([(float)least]), graph.Constant([(float)greatest]));

    private static Mlp Dense(INetwork network) => network switch
    {
        Mlp dense => dense,
        FreeOutputs { Inner: Mlp dense } => dense,              // a deviation that no code changes
        _ => throw new ArgumentException(
            $"A network of the type {network.GetType().Name} cannot be written as ONNX; multilayer perceptrons can."),
    };
}
