namespace Pathwise.Numerics;

/// <summary>Work that consists of numbered pieces which do not depend on each other.</summary>
public interface IPieces
{
    /// <summary>Does one piece. Called on any thread, for different pieces at the same time.</summary>
    /// <param name="piece">Which, from 0 on.</param>
    void Run(int piece);
}
