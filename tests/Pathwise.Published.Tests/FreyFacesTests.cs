using System.Numerics;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Published.Tests;

/// <summary>The lines that the Frey faces' models have to pass: log-likelihoods of probabilistic PCA, in closed
/// form.</summary>
[Trait("Source", "Tipping and Bishop (1999), eq. (7) and (8)")]
public sealed class FreyFacesTests
{
    private const int Subspace = 40, Iterations = 60;

    /// <summary>Of all faces, and of every fifth under the model of the others: the bars of
    /// <c>pathwise reproduce frey-likelihood</c>, to the digits that are quoted.</summary>
    [Fact]
    public void The_bars_are_the_best_linear_models()
    {
        Assert.SkipUnless(
            DatasetCatalog.Find("frey").IsHere, "The Frey faces are not here; 'pathwise data get frey' fetches them.");
        var all = FreyFaces.Load();
        int[] frames = [.. Enumerable.Range(0, all.Count)];
        var faces = Rows(all, frames);
        var learned = Rows(all, [.. frames.Where(frame => frame % 5 != 4)]);
        var heldOut = Rows(all, [.. frames.Where(frame => frame % 5 == 4)]);

        var model = new LinearModel(faces);
        Assert.Equal(555.83, model.LogLikelihood(faces, components: 2), 0.02);
        Assert.Equal(861.57, model.LogLikelihood(faces, components: 20), 0.02);
        model = new LinearModel(learned);
        Assert.Equal(559.00, model.LogLikelihood(heldOut, components: 2), 0.02);
        Assert.Equal(669.85, model.LogLikelihood(heldOut, components: 5), 0.02);
        Assert.Equal(756.24, model.LogLikelihood(heldOut, components: 10), 0.02);
        Assert.Equal(864.59, model.LogLikelihood(heldOut, components: 20), 0.02);
    }

    private static double[][] Rows(Dataset set, int[] frames)
    {
        var (row, rng) = (new float[set.Size], new Rng(new SeedSequence(0)));
        return Array.ConvertAll(frames, frame =>
        {
            set.Read(frame, row, ref rng);
            return Array.ConvertAll(row, x => (double)x);
        });
    }

    /// <summary>Mean, greatest eigenvalues and eigenvectors of examples.</summary>
    private sealed class LinearModel
    {
        private readonly double[] _mean, _eigenvalues;
        private readonly double[][] _eigenvectors;
        private readonly double _trace;

        public LinearModel(double[][] rows)
        {
            var size = rows[0].Length;
            _mean = [.. Enumerable.Range(0, size).Select(i => rows.Average(row => row[i]))];
            double[][] centred = [.. rows.Select(Centre)];
            _trace = centred.Sum(row => Dot(row, row)) / rows.Length;

            // Orthogonal iteration: V ← orthonormal(S V), S v = Xᵀ(X v) / n.
            var rng = new Rng(new SeedSequence(1));
            _eigenvectors = [.. Enumerable.Range(0, Subspace).Select(_ => new double[size])];
            foreach (var vector in _eigenvectors)
                for (var i = 0; i < size; i++) vector[i] = rng.NextNormal();
            var covariance = Covariance(centred);
            for (var iteration = 0; iteration < Iterations; iteration++)
            {
                for (var j = 0; j < Subspace; j++)
                    _eigenvectors[j] = Array.ConvertAll(covariance, row => Dot(row, _eigenvectors[j]));
                Orthonormalise(_eigenvectors);
            }

            _eigenvalues = Array.ConvertAll(
                _eigenvectors, vector => Dot(vector, Array.ConvertAll(covariance, row => Dot(row, vector))));
        }

        /// <summary>The mean of ln N(x | μ, W Wᵀ + σ²I): along component j the variance is λ_j, elsewhere σ².</summary>
        public double LogLikelihood(double[][] rows, int components)
        {
            var rest = _mean.Length - components;
            var noise = (_trace - _eigenvalues[..components].Sum()) / rest;
            var logDeterminant = (rest * Math.Log(noise)) + _eigenvalues[..components].Sum(Math.Log);
            return rows.Average(row =>
            {
                var x = Centre(row);
                var squares = Dot(x, x) / noise;
                for (var j = 0; j < components; j++)
                {
                    var along = Dot(x, _eigenvectors[j]);
                    squares += along * along * ((1 / _eigenvalues[j]) - (1 / noise));
                }

                return -0.5 * ((_mean.Length * Math.Log(2 * Math.PI)) + logDeterminant + squares);
            });
        }

        private double[] Centre(double[] row) => [.. row.Zip(_mean, (x, mean) => x - mean)];

        private static double[][] Covariance(double[][] rows)
        {
            double[][] columns =
                [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Select(row => row[i]).ToArray())];
            return Array.ConvertAll(columns, a => Array.ConvertAll(columns, b => Dot(a, b) / rows.Length));
        }

        private static void Orthonormalise(double[][] vectors)
        {
            for (var j = 0; j < vectors.Length; j++)
            {
                for (var k = 0; k < j; k++)
                {
                    var along = Dot(vectors[j], vectors[k]);
                    for (var i = 0; i < vectors[j].Length; i++) vectors[j][i] -= along * vectors[k][i];
                }

                var length = Math.Sqrt(Dot(vectors[j], vectors[j]));
                for (var i = 0; i < vectors[j].Length; i++) vectors[j][i] /= length;
            }
        }

        private static double Dot(double[] a, double[] b)
        {
            var (sum, i) = (Vector<double>.Zero, 0);
            for (; i + Vector<double>.Count <= a.Length; i += Vector<double>.Count)
                sum += new Vector<double>(a, i) * new Vector<double>(b, i);
            var total = Vector.Sum(sum);
            for (; i < a.Length; i++) total += a[i] * b[i];
            return total;
        }
    }
}
