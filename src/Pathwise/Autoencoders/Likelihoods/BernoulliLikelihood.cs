using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>Pixels as coins, <c>P(x_i = 1) = σ(l_i)</c>; the parameters are the logits l.</summary>
/// <remarks>
/// <para><c>−ln p = Σ softplus(l_i) − x_i l_i</c>, and its gradient is <c>σ(l) − x</c>. Source: Kingma and Welling
/// (2014), arXiv:1312.6114, eq. (11), written with logits, which are stable for all of them.</para>
/// <para>A grey level between 0 and 1 counts as the share of 1s: the cross-entropy, which is at least the grey levels'
/// own entropy (<see cref="Floor"/>).</para>
/// </remarks>
public sealed class BernoulliLikelihood : ILikelihood
{
    private const int Block = 256;

    /// <inheritdoc cref="BernoulliLikelihood"/>
    /// <param name="size">Pixels, ≥ 1.</param>
    public BernoulliLikelihood(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
    }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public int ParameterCount => Size;

    /// <summary>The logit's sigmoid.</summary>
    public MeanLink Link => MeanLink.Sigmoid;

    /// <summary>The least −ln p that any decoder can reach, <c>−Σ x ln x + (1 − x) ln(1 − x)</c>; 0 for black and
    /// white.</summary>
    /// <param name="example">x, in [0, 1].</param>
    public static double Floor(ReadOnlySpan<float> example)
    {
        var sum = 0.0;
        foreach (double x in example)
            if (x is > 0 and < 1) sum -= (x * Math.Log(x)) + ((1 - x) * Math.Log(1 - x));
        return sum;
    }

    /// <inheritdoc/>
    public double NegativeLogProbability(
        ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, float weight, Span<float> gradients)
    {
        Lengths.MustMatch(example.Length, Size, nameof(example));
        Lengths.MustMatch(parameters.Length, Size, nameof(parameters));
        if (!gradients.IsEmpty) Lengths.MustMatch(gradients.Length, Size, nameof(gradients));

        Span<float> terms = stackalloc float[Block];
        Span<float> unwanted = stackalloc float[gradients.IsEmpty ? Block : 0];
        var sum = 0.0;
        for (var i = 0; i < example.Length; i += Block)
        {
            var count = Math.Min(Block, example.Length - i);
            var gradient = gradients.IsEmpty ? unwanted : gradients[i..];
            Elementwise.Run(new CrossEntropy(example[i..], parameters[i..], terms, gradient, weight), count);
            sum += Reduction.Of<Total>(terms[..count], 0);
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Terms(ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, Span<float> terms)
    {
        Lengths.MustMatch(example.Length, Size, nameof(example));
        Lengths.MustMatch(parameters.Length, Size, nameof(parameters));
        Activations.Forward(Activation.Softplus, parameters, terms);
        for (var i = 0; i < terms.Length; i++) terms[i] -= example[i] * parameters[i];
    }

    /// <inheritdoc/>
    public void Mean(ReadOnlySpan<float> parameters, Span<float> mean) =>
        Activations.Forward(Activation.Sigmoid, parameters, mean);

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<float> parameters, Span<float> example, ref Rng rng)
    {
        Mean(parameters, example);
        foreach (ref var pixel in example) pixel = rng.NextSingle() < pixel ? 1 : 0;
    }

    private readonly ref struct CrossEntropy(ReadOnlySpan<float> example, ReadOnlySpan<float> logits,
        Span<float> terms, Span<float> gradients, float weight) : IElementwise
    {
        private readonly ref float _example = ref MemoryMarshal.GetReference(example);
        private readonly ref float _logits = ref MemoryMarshal.GetReference(logits);
        private readonly ref float _terms = ref MemoryMarshal.GetReference(terms);
        private readonly ref float _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly float _weight = weight;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            var x = T.Load(in Unsafe.Add(ref _example, index));
            var l = T.Load(in Unsafe.Add(ref _logits, index));
            var e = Exponential.OfNonPositive(T.Broadcast(-1) * T.Abs(l));                                    // e^−|l|
            var sigmoid = T.SelectLess(l, T.Broadcast(0), e, T.Broadcast(1)) / (T.Broadcast(1) + e);          // σ(l)
            var term = ReluFunction.Value(l) - (x * l) + Logarithm.OfOnePlus(e);                              // softplus(l) − x l
            T.Store(term, ref Unsafe.Add(ref _terms, index));
            T.Store(T.Broadcast(_weight) * (sigmoid - x), ref Unsafe.Add(ref _gradients, index));             // w (σ(l) − x)
        }
    }
}
