using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.Autoencoders;

/// <summary>Adds up the gradients of several passes and takes an optimizer's step, in segments of the parameters that a
/// team of threads shares.</summary>
/// <remarks>
/// Where the segments are depends on the networks alone, and each adds the passes' gradients in their order: the same
/// bits for any number of threads. If a gradient is not finite, no parameter is moved.
/// </remarks>
internal sealed class SegmentedDescent : ISaved, IPieces
{
    /// <summary>Parameters of a segment: with their gradients and moments they fit a core's own cache.</summary>
    private const int SegmentLength = 32_768;

    private readonly IReadOnlyList<INetwork> _networks;
    private readonly Workers _workers;
    private readonly double _maxNorm;
    private readonly float _priorWeight;
    private readonly Segment[] _segments;
    private readonly IOptimizer[] _optimizers;
    private readonly double[] _norms;
    private ILossPass[] _passes = [];
    private int _used;
    private double _stepSize;
    private float _shrink;
    private bool _isMoving;

    /// <inheritdoc cref="SegmentedDescent"/>
    /// <param name="networks">Whose parameters are moved.</param>
    /// <param name="optimizer">How a gradient becomes a step.</param>
    /// <param name="maxNorm">The norm to which a longer gradient is cut; ∞ for no limit.</param>
    /// <param name="priorWeight">c: c θ is added to the gradient.</param>
    /// <param name="workers">The team.</param>
    public SegmentedDescent(
        IReadOnlyList<INetwork> networks, OptimizerKind optimizer, double maxNorm, double priorWeight, Workers workers)
    {
        (_networks, _workers, _maxNorm, _priorWeight) = (networks, workers, maxNorm, (float)priorWeight);
        _segments = [.. networks.SelectMany((network, index) => SegmentsOf(index, network.Parameters.Length))];
        _optimizers = [.. _segments.Select(segment => optimizer.Create(segment.Length))];
        _norms = new double[_segments.Length];
    }

    /// <summary>‖∇‖₂ of the last step's gradient, before it was cut.</summary>
    public double GradientNorm { get; private set; }

    /// <summary><c>θ ← θ − α · optimizer(Σ ∇)</c>, and the passes' gradients are cleared.</summary>
    /// <param name="passes">Where gradients were computed; those of the first hold the sum for a while.</param>
    /// <param name="used">How many of them.</param>
    /// <param name="stepSize">α.</param>
    /// <returns>False if the gradient is not finite; then θ is as before.</returns>
    public bool Step(ILossPass[] passes, int used, double stepSize)
    {
        (_passes, _used, _stepSize) = (passes, used, stepSize);
        Run(move: false);
        var squares = 0.0;
        foreach (var norm in _norms) squares += norm * norm;
        GradientNorm = Math.Sqrt(squares);
        if (!double.IsFinite(GradientNorm)) return false;
        _shrink = (float)Math.Min(1, _maxNorm / GradientNorm);
        Run(move: true);
        return true;
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        for (var i = 0; i < _networks.Count; i++) writer.Write<float>($"parameters{i}", _networks[i].Parameters);
        for (var i = 0; i < _optimizers.Length; i++) _optimizers[i].Save(writer.Part($"optimizer{i}"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        for (var i = 0; i < _networks.Count; i++) reader.Read($"parameters{i}", _networks[i].Parameters);
        for (var i = 0; i < _optimizers.Length; i++) _optimizers[i].Load(reader.Part($"optimizer{i}"));
    }

    /// <inheritdoc/>
    void IPieces.Run(int piece)
    {
        var segment = _segments[piece];
        var gradients = segment.Of(_passes[0].Gradients(segment.Network));
        if (_isMoving)
        {
            if (_shrink < 1) Scale(gradients, _shrink);
            _optimizers[piece].Step(segment.Of(_networks[segment.Network].Parameters), gradients, _stepSize);
            for (var i = 0; i < _used; i++) segment.Of(_passes[i].Gradients(segment.Network)).Clear();
            return;
        }

        for (var i = 1; i < _used; i++) ColumnSums.Add(segment.Of(_passes[i].Gradients(segment.Network)), gradients);
        if (_priorWeight != 0) AddPrior(segment.Of(_networks[segment.Network].Parameters), gradients);
        _norms[piece] = GlobalNorm.Of(gradients);
    }

    private static IEnumerable<Segment> SegmentsOf(int network, int length)
    {
        for (var first = 0; first < length; first += SegmentLength)
            yield return new(network, first, Math.Min(SegmentLength, length - first));
    }

    private static void Scale(Span<float> values, float factor)
    {
        foreach (ref var value in values) value *= factor;
    }

    private void AddPrior(ReadOnlySpan<float> parameters, Span<float> gradients)
    {
        for (var i = 0; i < gradients.Length; i++) gradients[i] += _priorWeight * parameters[i];
    }

    private void Run(bool move)
    {
        _isMoving = move;
        _workers.Run(this, _segments.Length);
    }

    private readonly record struct Segment(int Network, int First, int Length)
    {
        public Span<float> Of(Span<float> vector) => vector.Slice(First, Length);
    }
}
