using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>Stacks cells into a network: stem, N normal cells, a reduction, N, a reduction, N, classifier.</summary>
internal sealed class CellNetwork
{
    private const int Reductions = 2, StemCells = 2;

    private readonly CellNetworkPlan _plan;
    private readonly BlueprintBuilder _builder;
    private readonly CellLayers _layers;
    private readonly List<Wire> _outputs = [];
    private readonly int _cells;
    private int _cell;

    public CellNetwork(CellNetworkPlan plan)
    {
        _plan = plan;
        _builder = new(plan.Name, plan.Input);
        _layers = new(_builder, plan.Normalization);
        _cells = (3 * plan.Repeats) + Reductions + (plan.Stem == CellStem.Reductions ? StemCells : 0);
    }

    public Blueprint Build()
    {
        Stem();
        var filters = _plan.Filters;
        for (var (normal, reduction) = (0, 0); normal < 3 * _plan.Repeats; normal++)
        {
            var beforeReduction = BeforeLast;
            if (normal > 0 && normal % _plan.Repeats == 0)
            {
                filters *= 2;
                Add($"reduction {++reduction}", _plan.Cells.Reduction, BeforeLast, filters, stride: 2);
            }

            var previous = _plan.SkipsReductionInput ? beforeReduction : BeforeLast;
            Add($"cell {normal + 1}", _plan.Cells.Normal, previous, filters, stride: 1);
        }

        using (_builder.Scope("classifier"))
            _builder.Classify(_builder.Relu(_outputs[^1]), _plan.Classes, _plan.Dropout);
        return _builder.Build();
    }

    private Wire? BeforeLast => _outputs.Count < 2 ? null : _outputs[^2];

    private void Stem()
    {
        var isLarge = _plan.Stem == CellStem.Reductions;
        using (_builder.Scope("stem"))
        {
            var x = _builder.Convolution(
                _builder.Input, _plan.StemFilters ?? (3 * _plan.Filters), size: 3, isLarge ? 2 : 1,
                isLarge ? Padding.Valid : Padding.Same);
            _outputs.Add(_builder.Normalize(x, _plan.Normalization));
        }

        if (!isLarge) return;
        Add("stem cell 1", _plan.Cells.Reduction, BeforeLast, Math.Max(_plan.Filters / 4, 1), stride: 2);
        Add("stem cell 2", _plan.Cells.Reduction, BeforeLast, Math.Max(_plan.Filters / 2, 1), stride: 2);
    }

    private void Add(string name, Cell cell, Wire? previous, int filters, int stride)
    {
        var dropRate = _plan.DropPath * ++_cell / _cells;
        using (_builder.Scope(name, stride == 1 ? "normal cell" : "reduction cell"))
            _outputs.Add(_layers.Apply(cell, _outputs[^1], previous, filters, stride, dropRate));
    }
}
