using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pathwise.Cli.Tests;

/// <summary>The command line as a process of its own.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output, _error;

    public ChildProcess(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Pathwise.Cli"), args)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        (_output, _error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    public enum Signal
    {
        Interrupt = 2,
        Kill = 9,
        Terminate = 15,
    }

    public bool HasExited => _process.HasExited;

    public void Send(Signal signal) => _ = SendSignal(_process.Id, (int)signal);

    /// <summary>Waits until it ends.</summary>
    public Session End()
    {
        if (!_process.WaitForExit(TimeSpan.FromMinutes(1))) throw new TimeoutException("The process does not end.");
        return new(_process.ExitCode, _output.Result, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
