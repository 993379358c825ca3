namespace Pathwise.Cli;

/// <summary>What the process tells whoever started it.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>It was tried, and did not succeed: a run diverged, a number is not the published one,
    /// something broke.</summary>
    public const int Failed = 1;

    /// <summary>What was given cannot be used; nothing was changed.</summary>
    public const int BadInput = 2;

    /// <summary>Someone asked it to stop: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
