namespace Pathwise.Cli.Data;

/// <summary>A file could not be fetched, through no fault of the command line's.</summary>
/// <param name="message">One sentence: what went wrong, where, and what to do.</param>
/// <param name="cause">What was thrown, if anything was.</param>
internal sealed class DownloadException(string message, Exception? cause = null) : Exception(message, cause);
