namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>While training, the whole of an example is 0 with some chance, and otherwise divided by 1 minus it.
/// </summary>
/// <remarks>Sources: Zoph et al. (2018), App. A.7, ScheduledDropPath, whose chance grows linearly from 0 at the first
/// step to <paramref name="Rate"/> at the last; Tan, Le (2019), stochastic depth, whose chance is constant.</remarks>
/// <param name="Rate">The chance, in [0, 1).</param>
/// <param name="IsScheduled">Whether the chance grows with the steps.</param>
public sealed record DropPathLayer(double Rate, bool IsScheduled) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) => One(inputs);

    /// <inheritdoc/>
    public override string ToString() => "drop path";
}
