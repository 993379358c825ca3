namespace Pathwise.ArchitectureSearch;

/// <summary>A network that a search has proposed, and what it was worth.</summary>
/// <param name="Index">The how many-th proposal, from 0.</param>
/// <param name="Batch">The how many-th batch, from 0.</param>
/// <param name="Genotype">The network.</param>
/// <param name="Result">What its training brought.</param>
/// <param name="Reward">What its strategy was told.</param>
/// <param name="SameAs">The earlier child whose result it shares, because both are the same network; null where it was
/// evaluated itself.</param>
public sealed record Child(int Index, int Batch, Genotype Genotype, ChildResult Result, double Reward, int? SameAs);
