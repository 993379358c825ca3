namespace Pathwise.Datasets;

/// <summary>Columns brought to one scale by what is learned from: <c>x ← (x − m)/s</c>, so that there their mean is 0
/// and their deviation 1.</summary>
/// <remarks>
/// <para>A likelihood with one σ weighs all columns alike, so measurements in different units need it. A column that
/// never changes has s = 1. Densities of what is standardised are in its units.</para>
/// <para>Immutable, so safe on many threads.</para>
/// </remarks>
public sealed class Standardization
{
    private readonly double[] _means, _deviations;

    private Standardization(double[] means, double[] deviations) => (_means, _deviations) = (means, deviations);

    /// <summary>m, one number a column.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>s, one number a column, > 0: the root of the mean squared difference from m.</summary>
    public IReadOnlyList<double> Deviations => _deviations;

    /// <summary>The one of some examples.</summary>
    /// <param name="examples">What is learned from.</param>
    public static Standardization Of(Dataset examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var (rows, size) = (Rows(examples), examples.Size);
        var (means, deviations) = (new double[size], new double[size]);
        for (var i = 0; i < rows.Length; i++) means[i % size] += rows[i] / (double)examples.Count;
        for (var i = 0; i < rows.Length; i++)
        {
            var difference = rows[i] - means[i % size];
            deviations[i % size] += difference * difference / examples.Count;
        }

        for (var column = 0; column < size; column++)
            (means[column], deviations[column]) = IsConstant(rows, column, size)
                ? (rows[column], 1)                                         // exactly, whatever rounding makes of a sum
                : (means[column], Math.Sqrt(deviations[column]));
        return new(means, deviations);
    }

    /// <summary>Brings examples to the scale.</summary>
    /// <param name="examples">Any, with as many columns.</param>
    public Dataset Apply(Dataset examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(examples.Size, _means.Length, nameof(examples));
        var rows = Rows(examples);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (float)((rows[i] - _means[i % _means.Length]) / _deviations[i % _means.Length]);
        return new(examples.Name, examples.Split, examples.Shape, rows, examples.Labels, examples.Convention);
    }

    private static bool IsConstant(float[] rows, int column, int size)
    {
        for (var i = column; i < rows.Length; i += size)
            if (rows[i] != rows[column]) return false;
        return true;
    }

    private static float[] Rows(Dataset examples) => examples.First(examples.Count, new(0));
}
