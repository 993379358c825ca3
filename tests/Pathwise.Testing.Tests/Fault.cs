namespace Pathwise.Testing.Tests;

/// <summary>What is wrong with a <see cref="FaultyEnvironment"/>.</summary>
public enum Fault
{
    None, ChangingSpaces, ObservationOutside, RewardNaN, ThrowsInStep, UnseededStart, UnseededStep,
    ForgetsToSaveItsClock, SavesTwice, TakesAnyAction, StepsBeforeReset, StepsAfterTheEnd, IgnoresItsLimit, Allocates,
}
