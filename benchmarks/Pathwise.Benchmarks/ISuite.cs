namespace Pathwise.Benchmarks;

/// <summary>Some measurements that belong together.</summary>
internal interface ISuite
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>Measures, one after the other.</summary>
    IEnumerable<Measurement> Run();
}
