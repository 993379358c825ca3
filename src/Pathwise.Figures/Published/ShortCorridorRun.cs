using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>One run on the short corridor, as the boxes of Sections 13.3 and 13.4 have it.</summary>
/// <remarks>
/// θ has one component for each action, for the feature vectors are x(s, right) = (1, 0) and x(s, left) = (0, 1) in
/// every state; the baseline is one number, w. Both move at every step of the finished episode, in order, and γ is 1.
/// </remarks>
internal static class ShortCorridorRun
{
    private const int Left = 0, Right = 1;
    private const double InitialRight = 0.05;

    /// <summary>Learns for some episodes.</summary>
    /// <param name="curve">The step sizes.</param>
    /// <param name="episodes">How many episodes.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The return of each episode; null if one did not end within the environment's 10,000 steps.</returns>
    public static double[]? Returns(
        ShortCorridorCurve curve, int episodes, SeedSequence seeds, CancellationToken cancellation)
    {
        var environment = EnvironmentRegistry.Standard.Find("ShortCorridor-v0");
        var generator = new EpisodeGenerator<int>(
            (IVectorEnvironment<int>)environment.MakeVector(1, Autoreset.Disabled), RunSeeds.Environments(seeds),
            RunSeeds.Acting(seeds));
        var learner = NewLearner(curve, generator);

        var returns = new double[episodes];
        for (var episode = 0; episode < episodes; episode++)
        {
            cancellation.ThrowIfCancellationRequested();
            learner.Learn();
            if (!generator.Batch.WasTerminated[0] || learner.Diverged is not null) return null;
            returns[episode] = generator.Batch.Returns[0];
        }

        return returns;
    }

    private static ILearner NewLearner(ShortCorridorCurve curve, EpisodeGenerator<int> generator)
    {
        var preferences = new Mlp([1, 2], bias: false);
        preferences.Parameters[Left] = (float)(0.5 * Math.Log((1 - InitialRight) / InitialRight));
        preferences.Parameters[Right] = -preferences.Parameters[Left];
        var policy = new Policy<int, Categorical>(preferences, new(2), Plain(preferences), maxActingRows: 1);
        const long Horizon = 1;      // step sizes are constant, so nothing depends on it

        if (curve.BaselineStepSize is not { } baselineStepSize)
            return new Reinforce<int, Categorical>(
                generator, policy,
                new()
                {
                    StepSize = Schedule.Constant(curve.PolicyStepSize), StepsPerGradient = 1, DiscountGradient = true,
                },
                Horizon);

        var value = new Mlp([1, 1], bias: false);
        return new ReinforceWithBaseline<int, Categorical>(
            generator, policy, new(value, Plain(value)), new()
            {
                StepSize = Schedule.Constant(curve.PolicyStepSize),
                BaselineStepSize = Schedule.Constant(baselineStepSize),
                StepsPerGradient = 1,
                DiscountGradient = true,
            }, Horizon);
    }

    /// <summary>The book's update: a step of α along the gradient, nothing else.</summary>
    private static GradientAscent Plain(Mlp network) =>
        new(network, network.NewPass(1), 1, new Sgd(network.Parameters.Length), double.PositiveInfinity);
}
