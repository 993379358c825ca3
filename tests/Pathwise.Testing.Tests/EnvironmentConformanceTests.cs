using Pathwise.Environments;

namespace Pathwise.Testing.Tests;

public sealed class EnvironmentConformanceTests
{
    public static TheoryData<string> Registered => [.. EnvironmentRegistry.Standard.Entries.Select(entry => entry.Spec.Id)];

    [Theory]
    [MemberData(nameof(Registered))]
    public void Every_registered_environment_conforms(string id)
    {
        var report = EnvironmentConformance.Check(EnvironmentRegistry.Standard.Find(id), steps: 1200);
        report.ThrowIfAny();
        string[] advice = id == "Pendulum-v1" ? ["spaces"] : [];             // torque from −2 to 2
        Assert.Equal(advice, report.Findings.Select(finding => finding.Check));
    }

    [Fact]
    public void A_sound_environment_has_no_findings()
    {
        var report = EnvironmentConformance.Check(() => new FaultyEnvironment(Fault.None));
        Assert.Empty(report.Findings);
        Assert.Equal("Faulty-v0 conforms.", report.ToString());
    }

    [Theory]
    [InlineData(Fault.ChangingSpaces, "spaces")]
    [InlineData(Fault.ObservationOutside, "observations in the space")]
    [InlineData(Fault.RewardNaN, "finite rewards")]
    [InlineData(Fault.ThrowsInStep, "observations in the space")]
    [InlineData(Fault.UnseededStart, "same seed, same start")]
    [InlineData(Fault.UnseededStep, "same seed, same episode")]
    [InlineData(Fault.ForgetsToSaveItsClock, "saved and restored")]
    [InlineData(Fault.SavesTwice, "saved and restored")]
    [InlineData(Fault.TakesAnyAction, "actions outside the space")]
    [InlineData(Fault.StepsBeforeReset, "order of calls")]
    [InlineData(Fault.StepsAfterTheEnd, "order of calls")]
    [InlineData(Fault.IgnoresItsLimit, "time limit")]
    public void A_fault_is_found_by_its_check(Fault fault, string check)
    {
        var report = EnvironmentConformance.Check(() => new FaultyEnvironment(fault));
        Assert.Contains(report.Findings, finding => finding.Check == check && finding.Severity == EnvironmentConformanceSeverity.Error);
        Assert.Contains($"[{check}]", Assert.Throws<BadInputException>(() => report.ThrowIfAny()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocation_in_a_step_is_advised_against() =>
        Assert.Contains(EnvironmentConformance.Check(() => new FaultyEnvironment(Fault.Allocates)).Findings,
            finding => finding.Check == "allocation" && finding.Severity == EnvironmentConformanceSeverity.Advice);

    [Fact]
    public void Rules_with_a_memory_of_their_own_are_found_in_a_batch()
    {
        var report = EnvironmentConformance.Check(new LeakyRules());
        Assert.Contains(report.Findings, finding => finding.Check == "batch");
        Assert.Contains(report.Findings, finding => finding.Check == "saved and restored");
    }

    [Fact]
    public void A_lopsided_action_box_is_advised_against()
    {
        var report = EnvironmentConformance.Check(new LopsidedRules());
        Assert.Equal(["spaces"], report.Findings.Select(finding => finding.Check));
        Assert.Contains("symmetric", report.ToString(), StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => report.ThrowIfAny(EnvironmentConformanceSeverity.Advice));
    }

    [Fact]
    public void Actions_of_another_kind_than_the_space_has_are_found() =>
        Assert.Contains(EnvironmentConformance.Check<float>(() => new MisfitEnvironment()).Findings,
            finding => finding.Check == "spaces" && finding.What.Contains("Discrete(2)", StringComparison.Ordinal));
}
