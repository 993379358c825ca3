using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.Onnx;

/// <summary>Autoencoders as two graphs, from examples to codes and from codes to examples.</summary>
/// <remarks>
/// <para>An example is a row <c>x</c> as the model learned from: [batch, size], channel by channel, row by row, grey
/// levels in [0, 1]. A variational encoder gives the posterior's <c>mean</c> and its standard deviation <c>sigma</c>,
/// both [batch, latents] and clamped as in <see cref="DiagonalPosterior"/>; other encoders give the <c>code</c>. A
/// decoder takes codes <c>z</c>, [batch, latents], and gives the pixels' means, <c>x</c>, [batch, size]; a deviation of
/// the pixels is left out.</para>
/// <para>How many rows is free. Networks are multilayer perceptrons; their parameters are copied.</para>
/// </remarks>
public static class OnnxAutoencoder
{
    /// <summary>x → mean, sigma.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">Its encoder is no multilayer perceptron.</exception>
    public static OnnxGraph Encoder(VariationalAutoencoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (graph, latents) = (new OnnxGraph("encoder"), model.Latents);
        var encoded = graph.Apply(Dense(model.Encoder), graph.Input("x", model.Size));
        graph.Output(graph.Columns(encoded, 0, latents), "mean", latents);
        graph.Output(Sigma(graph, model.Posterior.Scale, graph.Columns(encoded, latents, latents)), "sigma", latents);
        return graph;
    }

    /// <summary>z → x.</summary>
    /// <inheritdoc cref="Encoder(VariationalAutoencoder)"/>
    public static OnnxGraph Decoder(VariationalAutoencoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Decoder(model.Decoder, model.Likelihood);
    }

    /// <summary>x → code.</summary>
    /// <inheritdoc cref="Encoder(VariationalAutoencoder)"/>
    public static OnnxGraph Encoder(Autoencoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Encoder(model.Encoder);
    }

    /// <summary>z → x.</summary>
    /// <inheritdoc cref="Encoder(VariationalAutoencoder)"/>
    public static OnnxGraph Decoder(Autoencoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Decoder(model.Decoder, model.Likelihood);
    }

    /// <summary>x → code; x is a corrupted example, and what the decoder makes of the code the clean one.</summary>
    /// <inheritdoc cref="Encoder(VariationalAutoencoder)"/>
    public static OnnxGraph Encoder(DenoisingAutoencoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Encoder(model.Encoder);
    }

    /// <summary>z → x.</summary>
    /// <inheritdoc cref="Encoder(VariationalAutoencoder)"/>
    public static OnnxGraph Decoder(DenoisingAutoencoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Decoder(model.Decoder, model.Likelihood);
    }

    private static OnnxGraph Encoder(INetwork encoder) => OnnxMlp.ToGraph(Dense(encoder), "encoder", "x", "code");

    private static OnnxGraph Decoder(INetwork decoder, ILikelihood likelihood)
    {
        var graph = new OnnxGraph("decoder");
        var network = Dense(decoder);
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
