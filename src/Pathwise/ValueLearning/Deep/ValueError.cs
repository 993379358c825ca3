namespace Pathwise.ValueLearning.Deep;

/// <summary>How wrong an action's value was.</summary>
/// <param name="Loss">What it costs, ≥ 0.</param>
/// <param name="Delta">What prioritised replay goes by: δ = target − value, or the loss where there are several numbers
/// for an action.</param>
public readonly record struct ValueError(float Loss, float Delta);
