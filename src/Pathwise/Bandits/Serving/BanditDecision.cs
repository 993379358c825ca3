namespace Pathwise.Bandits.Serving;

/// <summary>A choice that a service has made, to which a reward may come.</summary>
/// <param name="Id">Names it when the reward comes; below 2⁵³, so that JavaScript keeps it whole.</param>
/// <param name="Arm">a, from 0 on.</param>
/// <param name="Propensity">P(A = a) at that moment, in (0, 1]: log it, and other policies can be evaluated on the
/// log.</param>
public readonly record struct BanditDecision(long Id, int Arm, double Propensity);
