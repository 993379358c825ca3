namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>Where each decision's options lie in a row of a controller's logits.</summary>
internal sealed class LogitLayout
{
    private readonly int[] _offsets;

    public LogitLayout(ISearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (space.Decisions.Count == 0)
            throw new BadInputException(
                $"The search space '{space.Name}' leaves nothing to decide; give it a decision.");
        _offsets = new int[space.Decisions.Count + 1];
        for (var d = 0; d < space.Decisions.Count; d++)
            _offsets[d + 1] = checked(_offsets[d] + space.Decisions[d].Count);
    }

    /// <summary>How many decisions there are.</summary>
    public int Decisions => _offsets.Length - 1;

    /// <summary>Logits of a row.</summary>
    public int Total => _offsets[^1];

    /// <summary>Where a decision's options begin.</summary>
    public int Offset(int decision) => _offsets[decision];

    /// <summary>How many options a decision has.</summary>
    public int Options(int decision) => _offsets[decision + 1] - _offsets[decision];
}
