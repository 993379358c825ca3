using Pathwise.Randomness;

namespace Pathwise.Tests.Autoencoders;

/// <summary>Correlated Gaussian examples, their covariance, and what principal components say of them.</summary>
internal sealed class LinearModels
{
    public const int Size = 6, Count = 600;

    private static readonly double[] Scales = [2, 1.2, 0.5, 0.3, 0.25, 0.2];

    public LinearModels()
    {
        var rng = new Rng(11);
        var mixing = new double[Size, Size];
        for (var i = 0; i < Size; i++)
            for (var j = 0; j < Size; j++) mixing[i, j] = Scales[j] * rng.NextNormal() / Math.Sqrt(Size) * 1.5;
        Rows = new float[Count * Size];
        for (var n = 0; n < Count; n++)
        {
            var source = new double[Size];
            for (var j = 0; j < Size; j++) source[j] = rng.NextNormal();
            for (var i = 0; i < Size; i++)
            {
                var sum = 0.3 * (i - 2);
                for (var j = 0; j < Size; j++) sum += mixing[i, j] * source[j];
                Rows[(n * Size) + i] = (float)sum;
            }
        }

        Mean = new double[Size];
        for (var n = 0; n < Rows.Length; n++) Mean[n % Size] += (double)Rows[n] / Count;
        Covariance = new double[Size, Size];
        for (var n = 0; n < Count; n++)
            for (var i = 0; i < Size; i++)
                for (var j = 0; j < Size; j++)
                    Covariance[i, j] += (Rows[(n * Size) + i] - Mean[i]) * (Rows[(n * Size) + j] - Mean[j]) / Count;
        (Eigenvalues, Eigenvectors) = SymmetricEigen.Of(Covariance);
    }

    public float[] Rows { get; }

    public double[] Mean { get; }

    public double[,] Covariance { get; }

    public double[] Eigenvalues { get; }

    public double[,] Eigenvectors { get; }

    /// <summary>Σ of the eigenvalues that q components leave.</summary>
    public double Rest(int components) => Eigenvalues[components..].Sum();

    /// <summary>σ² of probabilistic PCA: the mean of the eigenvalues that q components leave.</summary>
    public double NoiseVariance(int components) => Rest(components) / (Size - components);

    /// <summary>The mean log-likelihood of probabilistic PCA at its optimum: Tipping and Bishop (1999), §3.2.</summary>
    public double LogLikelihood(int components) => -0.5 * (
        (Size * Math.Log(2 * Math.PI)) + Eigenvalues[..components].Sum(Math.Log)
        + ((Size - components) * Math.Log(NoiseVariance(components))) + Size);
}
