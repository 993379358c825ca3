using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pathwise.Cli.Tests.Data;

/// <summary>A server on this machine that has one file and can misbehave.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _file;

    public FileServer(byte[] file)
    {
        _file = file;
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/some/file.bin");

    public bool KnowsRanges { get; init; } = true;

    /// <summary>Answers this many bytes of a body and closes; null for all.</summary>
    public int? CutsAfter { get; init; }

    public bool HasNothing { get; init; }

    /// <summary>Is called when so many bytes were sent as it cuts after.</summary>
    public Action? OnCut { get; init; }

    /// <summary>The first byte that was asked for, request by request.</summary>
    public List<int> Starts { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await Answer(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        var request = new StringBuilder();
        var one = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
            request.Append((char)one[0]);
        var range = request.ToString().Split("\r\n").FirstOrDefault(line => line.StartsWith("Range: bytes=", StringComparison.Ordinal));
        var asked = range is null ? 0 : int.Parse(range["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        Starts.Add(asked);
        var start = KnowsRanges ? asked : 0;
        var (head, body) = HasNothing ? ("404 Not Found\r\n", [])
            : start > 0 && start >= _file.Length ? ($"416 Range Not Satisfiable\r\nContent-Range: bytes */{_file.Length}\r\n", [])
            : start > 0 ? ($"206 Partial Content\r\nContent-Range: bytes {start}-{_file.Length - 1}/{_file.Length}\r\n", _file[start..])
            : ("200 OK\r\n", _file);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(body.AsMemory(0, Math.Min(body.Length, CutsAfter ?? body.Length)));
        await stream.FlushAsync();
        if (OnCut is null) return;
        await Task.Delay(300);                                                 // what was sent is read by now
        OnCut();
        await Task.Delay(300);
    }
}
