using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments;

public sealed class RunSeedsTests
{
    [Fact]
    public void Each_purpose_has_the_child_that_is_written_down()
    {
        var run = new SeedSequence(7);
        uint[] keys =
        [
            RunSeeds.Parameters(run).SpawnKey[0], RunSeeds.Acting(run).SpawnKey[0],
                RunSeeds.Environments(run).SpawnKey[0],
            RunSeeds.Evaluation(run).SpawnKey[0], RunSeeds.Learning(run).SpawnKey[0],
        ];
        Assert.Equal([0u, 1u, 2u, 3u, 4u], keys);
    }

    [Fact]
    public void The_seed_of_an_environment_depends_on_its_index_alone()
    {
        var environments = RunSeeds.Environments(new(7));
        var (all, some) = (new ulong[8], new ulong[3]);
        RunSeeds.Fill(environments, all);
        RunSeeds.Fill(environments, some, first: 5);
        Assert.Equal(all[5..], some);
        Assert.Distinct(all);
    }
}
