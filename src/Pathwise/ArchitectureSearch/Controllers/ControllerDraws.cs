using Pathwise.Distributions;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>Draws architectures from a controller, choice after choice, several side by side.</summary>
/// <remarks>Allocates when it is made and never again. Not thread-safe.</remarks>
public sealed class ControllerDraws
{
    private readonly LogitLayout _layout;
    private readonly IControllerRollout _rollout;
    private readonly int[] _previous;

    /// <inheritdoc cref="ControllerDraws"/>
    /// <param name="controller">Whom to draw from.</param>
    /// <param name="maxRows">The most architectures of one call, ≥ 1.</param>
    public ControllerDraws(IController controller, int maxRows)
    {
        ArgumentNullException.ThrowIfNull(controller);
        (_layout, _rollout, _previous) = (new(controller.Space), controller.NewRollout(maxRows), new int[maxRows]);
    }

    /// <summary>Draws a ~ π.</summary>
    /// <param name="choices">Receives the architectures, [rows, decisions].</param>
    /// <param name="rng">The stream to draw from: one number for each choice, decision after decision.</param>
    public void Sample(Span<int> choices, ref Rng rng) => Choose(choices, isGreedy: false, ref rng);

    /// <summary>Takes the most likely option at each decision, given those taken before; the first of equals.</summary>
    /// <remarks>The likeliest architecture as a whole can be another one.</remarks>
    /// <param name="choices">Receives the architecture, [decisions].</param>
    public void Greedy(Span<int> choices)
    {
        var none = default(Rng);
        Choose(choices, isGreedy: true, ref none);
    }

    private void Choose(Span<int> choices, bool isGreedy, ref Rng rng)
    {
        var rows = choices.Length / _layout.Decisions;
        if (rows > _previous.Length || choices.Length != rows * _layout.Decisions)
            throw new ArgumentException(
                $"{choices.Length} choices are not up to {_previous.Length} rows of {_layout.Decisions}.",
                nameof(choices));

        _rollout.Begin(rows);
        for (var d = 0; d < _layout.Decisions; d++)
        {
            var decision = new Categorical(_layout.Options(d));
            var logits = _rollout.Next(d == 0 ? [] : _previous.AsSpan(0, rows));
            for (var row = 0; row < rows; row++)
            {
                var ofRow = logits.Slice(row * decision.Choices, decision.Choices);
                var choice = choices.Slice((row * _layout.Decisions) + d, 1);
                if (isGreedy) decision.Mode(ofRow, choice);
                else decision.Sample(ofRow, choice, ref rng);
                _previous[row] = choice[0];
            }
        }
    }
}
