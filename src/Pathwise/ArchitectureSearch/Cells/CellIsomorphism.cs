namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>Knows when two cells are the same network, but for the order in which it is told.</summary>
/// <remarks>
/// <para>The same are: a block whose two sides are swapped (a sum does not change, a concatenation permutes channels,
/// which the weights behind it can undo); blocks in another order; outputs in another order. Twins, blocks with equal
/// inputs and operations, have weights of their own and stay two.</para>
/// <para>Of all orders in which blocks can be told, the canonical one has the smallest sequence of codes: place after
/// place the smallest code of the blocks whose inputs are placed; where several have it, all are tried.</para>
/// </remarks>
public static class CellIsomorphism
{
    /// <summary>The cell with its blocks, and the sides of each, in the canonical order.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>Equal for isomorphic cells, different for others.</returns>
    public static Cell Canonical(Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var search = new Search(cell);
        search.Place(0);
        return search.Best!;
    }

    private sealed class Search
    {
        private readonly Cell _cell;
        private readonly int[] _places;         // of each state; −1 while it has none
        private readonly CellBlock[] _order;
        private int[]? _bestOutputs;
        private CellBlock[]? _bestOrder;

        public Search(Cell cell)
        {
            _cell = cell;
            _places = new int[cell.Blocks.Length + Cell.Inputs];
            _order = new CellBlock[cell.Blocks.Length];
            Array.Fill(_places, -1);
            for (var input = 0; input < Cell.Inputs; input++) _places[input] = input;
        }

        public Cell? Best => _bestOrder is null ? null : new(_bestOrder, _bestOutputs);

        /// <summary>Fills the places from one on, in all ways that may be smallest.</summary>
        public void Place(int place)
        {
            if (place == _order.Length)
            {
                Keep();
                return;
            }

            var open = Enumerable.Range(0, _order.Length).Where(IsOpen)
                .Select(block => (Block: block, Placed: Placed(_cell.Blocks[block]))).ToArray();
            var smallest = open.Min(pair => Code(pair.Placed));
            foreach (var (block, placed) in open)
            {
                if (Code(placed) != smallest) continue;
                (_order[place], _places[block + Cell.Inputs]) = (placed, place + Cell.Inputs);
                Place(place + 1);
                _places[block + Cell.Inputs] = -1;
            }
        }

        private bool IsOpen(int block) => _places[block + Cell.Inputs] < 0
            && _places[_cell.Blocks[block].InputA] >= 0 && _places[_cell.Blocks[block].InputB] >= 0;

        /// <summary>A block with its inputs' places, the smaller side first.</summary>
        private CellBlock Placed(CellBlock block)
        {
            var (a, b) = (_places[block.InputA], _places[block.InputB]);
            return SideCode(a, block.OperationA) <= SideCode(b, block.OperationB)
                ? block with { InputA = a, InputB = b }
                : new(b, a, block.OperationB, block.OperationA, block.Combiner);
        }

        private void Keep()
        {
            int[] outputs = [.. _cell.Outputs.Select(output => _places[output]).Order()];
            if (_bestOrder is not null && Compare(outputs) >= 0) return;
            (_bestOrder, _bestOutputs) = ([.. _order], outputs);
        }

        /// <summary>Orders by codes first; as all are smallest so far, they differ after a tie only.</summary>
        private int Compare(int[] outputs)
        {
            for (var i = 0; i < _order.Length; i++)
                if (Code(_order[i]).CompareTo(Code(_bestOrder![i])) is var order and not 0)
                    return order;
            return outputs.AsSpan().SequenceCompareTo(_bestOutputs);
        }

        private static (int A, int B, CellCombiner Combiner) Code(CellBlock block) => (
            SideCode(block.InputA, block.OperationA), SideCode(block.InputB, block.OperationB), block.Combiner);

        private static int SideCode(int place, CellOperation operation) =>
            (place * CellOperation.All.Length) + CellOperation.All.IndexOf(operation);
    }
}
