namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>A network with its numbers.</summary>
/// <remarks>Shares its arrays with whoever made it.</remarks>
public sealed class NetworkWeights
{
    /// <inheritdoc cref="NetworkWeights"/>
    /// <param name="blueprint">The network.</param>
    /// <param name="parameters">What is trained, as <see cref="WeightLayout"/> lays it out.</param>
    /// <param name="statistics">The running averages of batch normalisation, likewise.</param>
    /// <exception cref="BadInputException">There are too few or too many numbers.</exception>
    public NetworkWeights(Blueprint blueprint, float[] parameters, float[] statistics)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(statistics);
        (Blueprint, Layout, Parameters, Statistics) = (blueprint, new(blueprint), parameters, statistics);
        if (parameters.Length != Layout.Parameters || statistics.Length != Layout.Statistics)
            throw new BadInputException($"The network has {Layout.Parameters} trained numbers and {Layout.Statistics} "
                + $"averages, not {parameters.Length} and {statistics.Length}; these weights are another network's.");
    }

    /// <summary>The network.</summary>
    public Blueprint Blueprint { get; }

    /// <summary>Where its numbers lie.</summary>
    public WeightLayout Layout { get; }

    /// <summary>What is trained, [Layout.Parameters].</summary>
    public float[] Parameters { get; }

    /// <summary>Running averages, [Layout.Statistics].</summary>
    public float[] Statistics { get; }
}
