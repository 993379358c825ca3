using Pathwise.Autoencoders;
using Pathwise.Datasets;

namespace Pathwise.Experiments.Runs;

/// <summary>Everything that decides a run of an autoencoder.</summary>
/// <param name="Source">What the examples are read from.</param>
public sealed record AutoencoderPlan(DataSource Source)
{
    /// <summary>The model's and the training's settings; their type says of which kind it is.</summary>
    /// <value>Default a variational autoencoder, 784-400-20 as in PyTorch's example.</value>
    public AutoencoderOptions Options { get; init; } = new VariationalAutoencoderOptions();

    /// <summary>The seed that every random stream of the run comes from, split as <see cref="RunSeeds"/>
    /// says.</summary>
    /// <value>Default 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Threads to learn with, ≥ 1; they change no bit of the result.</summary>
    /// <value>Default 1.</value>
    public int Threads { get; init; } = 1;
}
