using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>Matrix products, networks and elementwise functions, one core; and what a second thread adds.</summary>
internal sealed class Kernels : ISuite
{
    private const int Rounds = 4;

    public string Name => "kernels";

    public IEnumerable<Measurement> Run()
    {
        yield return new("multiply-adds in registers", "GFMA/s", MultiplyAddLimit.PerSecond() / 1e9);
        foreach (var (rows, inner, columns, bar) in new[] { (256, 64, 64, 0.8), (128, 784, 400, 0.8), (8, 64, 64, 0.6) })
            foreach (var measurement in Products(rows, inner, columns, bar))
                yield return measurement;

        foreach (var rows in new[] { 1, 8, 64, 256 })
            foreach (var measurement in Networks(rows))
                yield return measurement;

        var (x, y) = (Uniform(4096), new float[4096]);
        yield return Time("tanh, 4096 numbers", () => Activations.Forward(Activation.Tanh, x, y));
        yield return Time("softmax, 4096 numbers", () => Softmax.Apply(x, y));
        foreach (var rows in new[] { 512, 2048 })
            yield return SecondThread(rows);
    }

    private static IEnumerable<Measurement> Products(int rows, int inner, int columns, double bar)
    {
        var bias = Uniform(columns);
        Memory<float> Aligned(int count)                                         // as in an Mlp and its passes
        {
            var memory = AlignedMemory.Allocate(count);
            Uniform(count).CopyTo(memory);
            return memory;
        }

        var (a, b) = (Aligned(rows * inner), Aligned(inner * columns));
        var (c, gradient) = (Aligned(rows * columns), Aligned(inner * columns));
        Measurement Measure(string name, Action product, double? wanted)
        {
            var (limit, best) = (0.0, 0.0);
            for (var round = 0; round < Rounds; round++)                         // in turn, for the clock drifts
            {
                limit = Math.Max(limit, MultiplyAddLimit.PerSecond() / 1e9);
                best = Math.Max(best, (double)rows * inner * columns / Timing.Best(product) / 1e9);
            }

            return new($"{name}, {rows}×{inner}×{columns}", "GFMA/s", best) { Limit = limit, Bar = wanted };
        }

        yield return Measure("A·B + bias", () => MatrixProduct.Multiply(a.Span, b.Span, bias, c.Span, rows, inner, columns), bar);
        c.Span.Clear();
        yield return Measure("C + Aᵀ·B", () => MatrixProduct.AddLeftTransposed(a.Span, c.Span, gradient.Span, inner, rows, columns), null);
        yield return Measure("A·Bᵀ", () => MatrixProduct.MultiplyRightTransposed(c.Span, b.Span, a.Span, rows, columns, inner), null);
    }

    private static IEnumerable<Measurement> Networks(int rows)
    {
        var network = Create();
        var (pass, adam) = (network.NewPass(rows), new Adam(network.Parameters.Length));
        var (inputs, gradients) = (Uniform(rows * 4), Uniform(rows * 2));
        yield return Time($"forward 4-64-64-2, {rows} rows", () => pass.Forward(inputs, rows), rows == 8 ? 2.5 : null);
        yield return Time($"forward, backward, Adam, {rows} rows", () =>
        {
            pass.Gradients.Clear();
            pass.Forward(inputs, rows);
            pass.Backward(inputs, gradients, []);
            adam.Step(network.Parameters, pass.Gradients, 1e-6);
        });
    }

    /// <summary>Forward and backward with one thread and with two.</summary>
    private static Measurement SecondThread(int rows)
    {
        var network = Create();
        var (inputs, gradients) = (Uniform(rows * 4), Uniform(rows * 2));
        double Seconds(int threads)
        {
            using var workers = new Workers(threads);
            var pass = new ParallelPass(network, rows, workers);
            return Timing.Best(() =>
            {
                pass.Gradients.Clear();
                pass.Forward(inputs, rows);
                pass.Backward(inputs, gradients, []);
            });
        }

        return new($"two threads against one, {rows} rows", "times", Seconds(1) / Seconds(2));
    }

    private static Measurement Time(string name, Action action, double? bar = null) =>
        new(name, "µs", Timing.Best(action) * 1e6) { Bar = bar, LessIsBetter = true };

    private static Mlp Create()
    {
        var rng = new Rng(1);
        return Mlp.Create([4, 64, 64, 2], Activation.Tanh, Initialization.Orthogonal(Math.Sqrt(2)), Initialization.Orthogonal(0.01), ref rng);
    }

    private static float[] Uniform(int count)
    {
        var (rng, values) = (new Rng(2), new float[count]);
        foreach (ref var value in values.AsSpan()) value = (float)rng.NextUniform(-1, 1);
        return values;
    }
}
