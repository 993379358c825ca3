using Pathwise.Distributions;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>What a controller's logits say of architectures: log-probabilities, entropies, and their
/// gradients.</summary>
/// <remarks>
/// <para><c>ln π(a) = Σ_d ln π(a_d | a_1 … a_{d−1})</c>. The entropies are those of the decisions along the path that
/// was chosen, <c>H(π(· | a_1 … a_{d−1}))</c>: for architectures that were drawn from π their sum is, in the mean, the
/// entropy of π. Their gradient leaves out that π also decides which path is chosen, as implementations usually
/// do; for independent decisions there is nothing to leave out.</para>
/// <para>Immutable, so safe for concurrent use.</para>
/// </remarks>
public sealed class ControllerScores
{
    private readonly LogitLayout _layout;

    /// <inheritdoc cref="ControllerScores"/>
    /// <param name="space">The controller's space.</param>
    /// <exception cref="BadInputException">The space has no decision.</exception>
    public ControllerScores(ISearchSpace space) => _layout = new(space);

    /// <summary>Log-probabilities and entropies, decision by decision.</summary>
    /// <param name="logits">The controller's outputs, [rows, Σ options].</param>
    /// <param name="choices">The architectures, [rows, decisions].</param>
    /// <param name="logProbabilities">Receives ln π(a_d | …), [rows, decisions]; nats.</param>
    /// <param name="entropies">Receives H(π(· | …)), [rows, decisions]; nats.</param>
    public void Evaluate(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> choices, Span<double> logProbabilities, Span<double> entropies)
    {
        var rows = RowsOf(logits.Length, choices.Length);
        for (var row = 0; row < rows; row++)
            for (var d = 0; d < _layout.Decisions; d++)
            {
                var at = (row * _layout.Decisions) + d;
                var (decision, ofDecision) = Decision(row, d);
                logProbabilities[at] = decision.LogProbability(logits[ofDecision], choices.Slice(at, 1));
                entropies[at] = decision.Entropy(logits[ofDecision]);
            }
    }

    /// <summary><c>gradient += Σ_d w_d · ∇ ln π(a_d | …) + β · ∇ H(π(· | …))</c>, with respect to the logits.</summary>
    /// <param name="logits">The controller's outputs, [rows, Σ options].</param>
    /// <param name="choices">The architectures, [rows, decisions].</param>
    /// <param name="weights">w, [rows, decisions].</param>
    /// <param name="entropyWeight">β.</param>
    /// <param name="gradient">[rows, Σ options].</param>
    public void AddGradient(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> choices, ReadOnlySpan<double> weights, double entropyWeight,
        Span<float> gradient)
    {
        var rows = RowsOf(logits.Length, choices.Length);
        for (var row = 0; row < rows; row++)
            for (var d = 0; d < _layout.Decisions; d++)
            {
                var at = (row * _layout.Decisions) + d;
                var (decision, ofDecision) = Decision(row, d);
                if (weights[at] != 0)
                    decision.AddLogProbabilityGradient(
                        logits[ofDecision], choices.Slice(at, 1), weights[at], gradient[ofDecision]);
                if (entropyWeight != 0)
                    decision.AddEntropyGradient(logits[ofDecision], entropyWeight, gradient[ofDecision]);
            }
    }

    private (Categorical Decision, Range Logits) Decision(int row, int decision)
    {
        var (start, options) = ((row * _layout.Total) + _layout.Offset(decision), _layout.Options(decision));
        return (new(options), start..(start + options));
    }

    private int RowsOf(int logits, int choices)
    {
        var rows = choices / _layout.Decisions;
        if (choices != rows * _layout.Decisions || logits != rows * _layout.Total)
            throw new ArgumentException(
                $"{logits} logits and {choices} choices are not those of architectures with {_layout.Decisions} "
                + $"decisions and {_layout.Total} options.", nameof(logits));
        return rows;
    }
}
