namespace Pathwise.Bandits;

/// <summary>An arm that was chosen, with how probable that was.</summary>
/// <param name="Arm">a, from 0 on.</param>
/// <param name="Propensity">P(A = a) given everything learned so far and the arms that were allowed, in (0, 1]: what
/// logged data needs for inverse-propensity estimates.</param>
public readonly record struct Choice(int Arm, double Propensity);
