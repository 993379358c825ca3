using System.Globalization;
using System.Text;
using Pathwise.Datasets;

namespace Pathwise.ArchitectureSearch.Benchmarks;

/// <summary>What all 15,625 cells of NAS-Bench-201 reach when they are trained, looked up instead of trained.</summary>
/// <remarks>
/// <para>Source: X. Dong, Y. Yang, <i>NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture
/// Search</i>, ICLR 2020; NATS-Bench (2021). A search is rewarded with the validation accuracy after 12 epochs and
/// judged by the test accuracy after 200: those two columns, for three data sets, are here. Multiply-adds count
/// convolutions and the last layer, with its bias.</para>
/// <para>A row is named by its six operations, a digit for each edge in the order 1←0, 2←0, 2←1, 3←0, 3←1, 3←2: 0 none,
/// 1 skip, 2 convolution 1 × 1, 3 convolution 3 × 3, 4 average pool 3 × 3. Rows stand in the official order, by
/// index.</para>
/// <para>Immutable, so safe for concurrent use.</para>
/// </remarks>
public sealed class NasBench201Table
{
    /// <summary>Rows: all choices of one of 5 operations for each of 6 edges.</summary>
    public const int Count = 15_625;

    /// <summary>Edges of a cell.</summary>
    public const int Edges = 6;

    /// <summary>Operations to choose from on an edge.</summary>
    public const int Operations = 5;

    private const int Columns = 25, Ops = 1, Class = 3, Parameter = 4, MultiplyAdd = 5, Validations = 7, Tests = 13,
        Latencies = 16;

    private static readonly Lazy<NasBench201Table> Bundled =
        new(() => Read(DataFolders.Find("nas", "nasbench201.csv")), LazyThreadSafetyMode.PublicationOnly);

    private readonly string[] _operations = new string[Count];
    private readonly int[] _indices = new int[Count], _classes = new int[Count];
    private readonly long[] _parameters = new long[Count], _multiplyAdds = new long[Count];
    private readonly double[][] _validations = NewColumns(3), _earlyTests = NewColumns(3), _tests = NewColumns(3);
    private readonly double[][] _latencies = NewColumns(9);

    private NasBench201Table() => Array.Fill(_indices, -1);

    /// <summary>The table that comes with the library; read once.</summary>
    /// <exception cref="BadInputException">The file is not here, or is damaged.</exception>
    public static NasBench201Table Load() => Bundled.Value;

    /// <summary>Reads a file of this form, plain or gzip.</summary>
    /// <exception cref="BadInputException">It is not there, or of another form; the sentence names the
    /// line.</exception>
    public static NasBench201Table Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var lines = Encoding.UTF8.GetString(DataFile.ReadAll(path)).TrimEnd('\n').Split('\n');
        if (lines.Length != Count + 1) throw new BadInputException(
            $"The file '{path}' has {lines.Length - 1} lines below its header where {Count} cells are needed; "
            + "put the whole table back.");
        var table = new NasBench201Table();
        for (var row = 0; row < Count; row++) table.Take(row, lines[row + 1].TrimEnd('\r').Split(','), path);
        return table;
    }

    /// <summary>Validation accuracy after 12 epochs, in per cent, [<see cref="Count"/>]: what a search is rewarded
    /// with.</summary>
    public ReadOnlySpan<double> Validation(NasBench201Dataset dataset) => _validations[(int)dataset];

    /// <summary>Test accuracy after 12 epochs, in per cent, [<see cref="Count"/>].</summary>
    public ReadOnlySpan<double> EarlyTest(NasBench201Dataset dataset) => _earlyTests[(int)dataset];

    /// <summary>Test accuracy after 200 epochs, the mean over seeds, in per cent, [<see cref="Count"/>]: what a search
    /// is judged by.</summary>
    public ReadOnlySpan<double> Test(NasBench201Dataset dataset) => _tests[(int)dataset];

    /// <summary>Milliseconds for one image, [<see cref="Count"/>].</summary>
    public ReadOnlySpan<double> Latency(NasBench201Device device) => _latencies[(int)device];

    /// <summary>Trainable numbers, with CIFAR-10's last layer, [<see cref="Count"/>].</summary>
    public ReadOnlySpan<long> Parameters => _parameters;

    /// <summary>Multiply-adds for a CIFAR-10 image of 32 × 32, [<see cref="Count"/>].</summary>
    public ReadOnlySpan<long> MultiplyAdds => _multiplyAdds;

    /// <summary>The number of each cell's class, [<see cref="Count"/>]: cells of one class compute the same
    /// function.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>The digits of a row: <c>421211</c>.</summary>
    /// <param name="index">The row, from 0.</param>
    public string OperationsOf(int index) => _operations[index];

    /// <summary>The row of six operations.</summary>
    /// <param name="operations">[<see cref="Edges"/>], each from 0 to 4.</param>
    public int IndexOf(ReadOnlySpan<int> operations)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(operations.Length, Edges);
        var code = 0;
        foreach (var operation in operations)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(operation);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(operation, Operations);
            code = (code * Operations) + operation;
        }

        return _indices[code];
    }

    private static double[][] NewColumns(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new double[Count])];

    private void Take(int row, string[] fields, string path)
    {
        if (fields.Length != Columns || fields[0] != row.ToString(CultureInfo.InvariantCulture))
            throw Wrong(path, row, $"is not the row of cell {row} with {Columns} fields");
        var digits = fields[Ops];
        if (digits.Length != Edges || digits.AsSpan().ContainsAnyExceptInRange('0', '4'))
            throw Wrong(path, row, $"holds '{digits}' where six operations from 0 to 4 are needed");
        var code = digits.Aggregate(0, (sum, digit) => (sum * Operations) + digit - '0');
        if (_indices[code] >= 0) throw Wrong(path, row, $"has the operations of cell {_indices[code]} again");

        (_operations[row], _indices[code]) = (digits, row);
        _classes[row] = (int)Number(Class);
        _parameters[row] = (long)Number(Parameter);
        _multiplyAdds[row] = (long)Math.Round(1e6 * Number(MultiplyAdd));
        for (var set = 0; set < _tests.Length; set++)
        {
            _validations[set][row] = Number(Validations + (2 * set));
            _earlyTests[set][row] = Number(Validations + (2 * set) + 1);
            _tests[set][row] = Number(Tests + set);
        }

        for (var device = 0; device < _latencies.Length; device++)
            _latencies[device][row] = Number(Latencies + device);

        double Number(int column) =>
            double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && number >= 0
                ? number
                : throw Wrong(path, row, $"holds '{fields[column]}' in column {column + 1}, not a number");
    }

    private static BadInputException Wrong(string path, int row, string what) =>
        new($"Line {row + 2} of '{path}' {what}; put the table as it came with the library back.");
}
