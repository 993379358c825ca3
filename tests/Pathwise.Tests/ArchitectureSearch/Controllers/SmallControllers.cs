using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch.Controllers;

/// <summary>Controllers of a space that can be looked through: 3 · 2 · 1 · 4 = 24 architectures, options growing and
/// shrinking.</summary>
internal static class SmallControllers
{
    public static readonly ChoiceSpace Space = new(
        "small", Decision("a", 3), Decision("b", 2), Decision("c", 1), Decision("d", 4));

    public static readonly int[][] All =
    [
        .. from a in Enumerable.Range(0, 3)
           from b in Enumerable.Range(0, 2)
           from d in Enumerable.Range(0, 4)
           select new[] { a, b, 0, d },
    ];

    public static IController Create(string kind)
    {
        var rng = new Rng(5);
        if (kind == "softmax")
        {
            var softmaxes = new SoftmaxController(Space);
            softmaxes.Initialize(0.8, ref rng);
            return softmaxes;
        }

        var squashing = kind switch
        {
            "tanh" => new LogitSquashing(1, 1.1),
            "tempered" => new LogitSquashing(5, 2.5),
            _ => LogitSquashing.None,
        };
        var recurrent = new RecurrentController(Space, units: 6, embedding: 5, squashing);
        recurrent.Initialize(0.9, ref rng);
        return recurrent;
    }

    /// <summary>Architectures as rows of a controller's inputs.</summary>
    public static float[] Inputs(params IEnumerable<int[]> architectures) =>
        [.. architectures.SelectMany(one => one).Select(choice => (float)choice)];

    private static Decision Decision(string name, int options) =>
        new(name, [.. Enumerable.Range(0, options).Select(i => $"{i}")]);
}
