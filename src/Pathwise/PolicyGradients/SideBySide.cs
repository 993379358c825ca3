using Pathwise.Numerics;

namespace Pathwise.PolicyGradients;

/// <summary>Runs the gradients of a policy and of its values on two threads, where that pays.</summary>
internal static class SideBySide
{
    /// <summary>With fewer rows, waking a thread costs more than it saves.</summary>
    private const int LeastRows = 128;

    /// <summary>Runs pieces 0 and 1.</summary>
    /// <param name="workers">The team.</param>
    /// <param name="gradients">What to run.</param>
    /// <param name="rows">Rows that each of them learns from.</param>
    public static void Run(Workers workers, IPieces gradients, int rows)
    {
        if (rows >= LeastRows)
        {
            workers.Run(gradients, pieces: 2);
            return;
        }

        gradients.Run(0);
        gradients.Run(1);
    }
}
