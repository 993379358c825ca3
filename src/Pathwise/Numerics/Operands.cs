namespace Pathwise.Numerics;

/// <summary>Where the matrices of <c>C ← start + A·B</c> lie, and in which order.</summary>
internal unsafe struct Operands
{
    /// <summary>a_ik is <c>A[i · ARow + k · AInner]</c>.</summary>
    public float* A;

    /// <summary>b_kj is <c>B[k · BInner + j · BColumn]</c>; one of the two strides is 1.</summary>
    public float* B;

    /// <summary>start_ij is <c>Start[i · StartRow + j]</c>: a bias (StartRow = 0), C itself, or null for 0.</summary>
    public float* Start;

    /// <summary>c_ij is <c>C[i · Columns + j]</c>.</summary>
    public float* C;

    public nint ARow, AInner, BInner, BColumn, StartRow;

    public int Rows, Inner, Columns;
}
