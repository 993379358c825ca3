namespace Pathwise.Bandits.Contextual;

/// <summary>Linear regression that learns an example at a time: <c>θ̂ = A⁻¹b</c> with <c>A = λI + Σ x xᵀ</c> and
/// <c>b = Σ r x</c>.</summary>
/// <remarks>
/// <para>A is kept as its Cholesky factor, A = RᵀR with R upper triangular, and b as z = R⁻ᵀb, so that Rθ̂ = z. An
/// example rotates its x and its r into R and z (Givens rotations: G. H. Golub, <i>Numerical Methods for Solving Linear
/// Least Squares Problems</i>, 1965; P. E. Gill et al., <i>Methods for Modifying Matrix Factorizations</i>, 1974).
/// Neither A nor A⁻¹ is ever formed: rounding grows with √κ(A), not with κ(A) as by the Sherman–Morrison formula, R
/// cannot lose positive definiteness, and xᵀA⁻¹x = ‖R⁻ᵀx‖² cannot become negative.</para>
/// <para>An example costs O(d²), and so does a width; memory d(d+1)/2 + 3d numbers. The same bits on every machine. Not
/// thread-safe.</para>
/// </remarks>
internal sealed class RidgeRegression
{
    private readonly double[] _factor;          // R by rows, each from its diagonal on
    private readonly double[] _projections;     // z
    private readonly double[] _coefficients;    // θ̂
    private readonly double[] _scratch;

    /// <param name="features">d, ≥ 1.</param>
    /// <param name="ridge">λ, > 0.</param>
    public RidgeRegression(int features, double ridge)
    {
        (_projections, _coefficients, _scratch) = (new double[features], new double[features], new double[features]);
        _factor = new double[features * (features + 1) / 2];
        Reset(ridge);
    }

    /// <summary>Examples learned from.</summary>
    public long Count { get; private set; }

    /// <summary>R, row by row, each from its diagonal on, [d(d + 1)/2].</summary>
    public ReadOnlySpan<double> Factor => _factor;

    /// <summary>z, [d].</summary>
    public ReadOnlySpan<double> Projections => _projections;

    /// <summary>θ̂, [d].</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    private int Features => _projections.Length;

    /// <summary>Forgets everything.</summary>
    public void Reset(double ridge)
    {
        Array.Clear(_factor);
        Array.Clear(_projections);
        Array.Clear(_coefficients);
        Count = 0;
        for (int k = 0, diagonal = 0; k < Features; diagonal += Features - k, k++) _factor[diagonal] = Math.Sqrt(ridge);
    }

    /// <summary>Takes up R, with a positive diagonal, and z, of the right lengths.</summary>
    public void Restore(long count, ReadOnlySpan<double> factor, ReadOnlySpan<double> projections)
    {
        Count = count;
        factor.CopyTo(_factor);
        projections.CopyTo(_projections);
        Solve();
    }

    /// <summary><c>θ̂ᵀx</c>.</summary>
    public double Predict(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += _coefficients[i] * x[i];
        return sum;
    }

    /// <summary><c>√(xᵀA⁻¹x)</c>: how little is known in the direction of x.</summary>
    public double Width(ReadOnlySpan<double> x)
    {
        x.CopyTo(_scratch);
        var sum = 0.0;
        for (int k = 0, start = 0; k < x.Length; start += x.Length - k, k++)
        {
            var row = _factor.AsSpan(start, x.Length - k);
            var rest = _scratch.AsSpan(k);
            var y = rest[0] / row[0];                                               // y = R⁻ᵀx
            sum += y * y;                                                           // ‖y‖²
            if (y == 0) continue;
            for (var j = 1; j < row.Length; j++) rest[j] -= y * row[j];
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Learns from an example.</summary>
    /// <param name="x">[d].</param>
    /// <param name="reward">r.</param>
    public void Learn(ReadOnlySpan<double> x, double reward)
    {
        x.CopyTo(_scratch);
        Rotate(_scratch, reward);                                                   // RᵀR ← RᵀR + x xᵀ, Rᵀz ← Rᵀz + r x
        Solve();                                                                    // θ̂ ← R⁻¹z
        Count++;
    }

    /// <summary>Turns (x, r) into (R, z), a rotation for each row: each takes what x has in that row's
    /// column.</summary>
    private void Rotate(Span<double> x, double reward)
    {
        for (int k = 0, start = 0; k < x.Length; start += x.Length - k, k++)
        {
            if (x[k] == 0) continue;
            var row = _factor.AsSpan(start, x.Length - k);
            var rest = x[k..];
            var diagonal = double.Hypot(row[0], rest[0]);
            var (cosine, sine) = (row[0] / diagonal, rest[0] / diagonal);
            row[0] = diagonal;
            (_projections[k], reward) =
                ((cosine * _projections[k]) + (sine * reward), (cosine * reward) - (sine * _projections[k]));
            for (var j = 1; j < row.Length; j++)
                (row[j], rest[j]) = ((cosine * row[j]) + (sine * rest[j]), (cosine * rest[j]) - (sine * row[j]));
        }
    }

    private void Solve()
    {
        _projections.CopyTo(_coefficients);
        for (int k = Features - 1, start = _factor.Length - 1; k >= 0; k--, start -= Features - k)
        {
            var row = _factor.AsSpan(start, Features - k);
            var value = _coefficients[k];
            for (var j = 1; j < row.Length; j++) value -= row[j] * _coefficients[k + j];
            _coefficients[k] = value / row[0];                                      // θ̂ = R⁻¹z
        }
    }
}
