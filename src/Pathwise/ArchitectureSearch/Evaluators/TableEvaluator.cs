using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Evaluators;

/// <summary>Looks the cells of NAS-Bench-201 up: the validation accuracy after 12 epochs, for the search, and the test
/// accuracy after 200, for whoever judges it.</summary>
/// <remarks>Immutable.</remarks>
public sealed class TableEvaluator : IChildEvaluator
{
    private static readonly string[] OperationNames =
        ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    private readonly NasBench201Table _table;
    private readonly TableEvaluatorOptions _options;
    private readonly int[][] _digits;

    /// <inheritdoc cref="TableEvaluator"/>
    /// <param name="table">The table.</param>
    /// <param name="space">The space whose cells are looked up: six decisions, in the order of the table's digits,
    /// between its operations.</param>
    /// <param name="options">What is looked up; null for the defaults.</param>
    /// <exception cref="BadInputException">The space is another one, or an option is out of range.</exception>
    public TableEvaluator(NasBench201Table table, ISearchSpace space, TableEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(space);
        (_table, _options) = (table, TableEvaluatorOptions.Settings.Validated(options ?? new()));
        _digits = [.. space.Decisions.Select(decision =>
            decision.Options.Select(option => Array.IndexOf(OperationNames, option)).ToArray())];
        if (_digits.Length != NasBench201Table.Edges || _digits.Any(digits => digits.Contains(-1)))
            throw new BadInputException(
                $"The table holds the cells of the space nasbench201, not those of '{space.Name}'; choose that space, "
                + "or another evaluator.");
    }

    /// <inheritdoc/>
    public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation)
    {
        var result = ResultOf(RowOf(genotype));
        if (_options.Noise == 0) return result;
        var noise = _options.Noise / 100 * new Rng(seeds).NextNormal();
        return result with { Accuracy = Math.Clamp(result.Accuracy + noise, 0, 1) };
    }

    /// <summary>What a row of the table says.</summary>
    /// <param name="row">From 0.</param>
    public ChildResult ResultOf(int row) => new(
        ChildStatus.Trained, _table.Validation(_options.Dataset)[row] / 100, _table.MultiplyAdds[row],
        _table.Parameters[row])
    {
        Latency = _table.Latency(_options.Device)[row],
        TestAccuracy = _table.Test(_options.Dataset)[row] / 100,
    };

    /// <inheritdoc/>
    public long ParametersOf(Genotype genotype) => _table.Parameters[RowOf(genotype)];

    /// <summary>The table's row of a network.</summary>
    public int RowOf(Genotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        Span<int> operations = stackalloc int[NasBench201Table.Edges];
        for (var i = 0; i < operations.Length; i++) operations[i] = _digits[i][genotype.Choices[i]];
        return _table.IndexOf(operations);
    }
}
