namespace Pathwise.Cli.Tests;

/// <summary>Commands use all cores and share their common options, so their tests run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "one at a time";
}
