using Pathwise.Environments;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Figures.Published;

/// <summary>The random walk of Examples 6.2 and 7.1: from the middle, left or right, to one of the ends.</summary>
/// <param name="cells">How many cells lie between the ends, which are 0 and cells + 1.</param>
/// <param name="left">The reward of reaching the left end; the right one gives 1.</param>
internal readonly struct RandomWalkRules(int cells, double left) : IDynamics<int, int>
{
    public Space ObservationSpace => new Discrete(cells + 2);

    public Space ActionSpace => new Discrete(2);

    /// <summary>The root mean square error over all cells, after each of some episodes.</summary>
    /// <param name="make">Makes the learner.</param>
    /// <param name="episodes">How many.</param>
    /// <param name="environmentSeed">The environment's, which draws nothing.</param>
    public double[] Errors(
        Func<Interaction, FixedPolicy, TabularPrediction> make, int episodes, ulong environmentSeed)
    {
        var world = new Interaction(
            new Simulation<RandomWalkRules, int, int>(this, new("RandomWalk")), environmentSeed);
        var learner = make(world, FixedPolicy.Uniform(world.StateActions));
        var errors = new double[episodes];
        for (var episode = 0; episode < episodes; episode++)
        {
            do learner.Learn();
            while (world.IsOpen);
            errors[episode] = Error(learner.Values);
        }

        return errors;
    }

    public int Reset(ref Rng rng) => (cells + 1) / 2;

    public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng)
    {
        state += (2 * action[0]) - 1;
        return new(state == 0 ? left : state == cells + 1 ? 1 : 0, Terminated: state == 0 || state == cells + 1);
    }

    public void Observe(in int state, Span<float> observation) => observation[0] = state;

    public void Draw(in int state, ICanvas canvas) { }

    /// <summary>v = left + (1 − left) k / (cells + 1): k/6 for Example 6.2, (k − 10)/10 for Example 7.1.</summary>
    private double Error(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var k = 1; k <= cells; k++)
        {
            var error = values[k] - (left + ((1 - left) * k / (cells + 1)));
            sum += error * error;
        }

        return Math.Sqrt(sum / cells);
    }
}
