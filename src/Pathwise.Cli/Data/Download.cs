using System.Net;
using Pathwise.Datasets;

namespace Pathwise.Cli.Data;

/// <summary>Fetches one file of a data set: into <c>.part</c> beside its place, going on where an earlier try ended,
/// and renamed once its sum is right.</summary>
/// <param name="client">Has the connections.</param>
/// <param name="file">What to fetch.</param>
/// <param name="folder">Where to put it; is made if there is none.</param>
internal sealed class Download(HttpClient client, DatasetFile file, string folder)
{
    private const int ChunkBytes = 1 << 16;
    private const long MaxBytes = 1L << 30;
    private const int MaxFruitlessTries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Uri _address = file.Address
        ?? throw new ArgumentException("The file has no address.", nameof(file));

    /// <summary>Where the file will lie; its ending is the address's, which may be .gz.</summary>
    public string Target { get; } = Path.Combine(folder, Path.GetFileName(file.Address!.AbsolutePath));

    private string Part => Target + ".part";

    /// <summary>Fetches it.</summary>
    /// <param name="progress">Is told the fraction that is here, where the server tells the whole.</param>
    /// <param name="cancellation">Stops; the part stays.</param>
    /// <exception cref="DownloadException">It cannot be had, or is not the right one.</exception>
    public async Task Run(IProgress<double> progress, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await FetchAll(progress, cancellation);
            if (!HasRightSum())
            {
                File.Delete(Part);
                throw new DownloadException($"What came from {_address} has not the {file.SumKind} that it must have; "
                    + "it was thrown away, so try again, and if that fails too, report it.");
            }

            File.Move(Part, Target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownloadException($"'{Part}' cannot be written: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Tries until all is here; a broken connection is taken up again as long as something comes.</summary>
    private async Task FetchAll(IProgress<double> progress, CancellationToken cancellation)
    {
        await using var part = new FileStream(Part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        for (var fruitless = 0; ;)
        {
            var before = part.Length;
            var problem = await TryFetch(part, progress, cancellation);
            if (problem is null) return;
            fruitless = part.Length > before ? 0 : fruitless + 1;
            if (fruitless == MaxFruitlessTries) throw new DownloadException(
                $"The connection to {_address.Host} fails ({problem.Message.TrimEnd('.')}); {part.Length} bytes are "
                + "kept, so run the command again to go on from there.", problem);
        }
    }

    /// <summary>Fetches what is missing.</summary>
    /// <returns>What broke the connection; null if all is here.</returns>
    private async Task<Exception?> TryFetch(FileStream part, IProgress<double> progress, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            patience.CancelAfter(Patience);
            using var request = new HttpRequestMessage(HttpMethod.Get, _address);
            if (part.Length > 0) request.Headers.Range = new(part.Length, null);
            using var response = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (IsAllHere(response, part)) return null;
            if (DoesNotGoOn(response, part))
            {
                part.SetLength(0);
                return new HttpRequestException("it has not what follows the part that was here");
            }

            if (!response.IsSuccessStatusCode) throw Refused(response);
            if (response.StatusCode != HttpStatusCode.PartialContent) part.SetLength(0);   // it sends all anew
            part.Seek(0, SeekOrigin.End);
            return await Copy(response.Content, part, progress, patience);
        }
        catch (HttpRequestException e)
        {
            return e;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            return new TimeoutException($"nothing came for {Patience.TotalSeconds} seconds", e);
        }
    }

    private async Task<Exception?> Copy(
        HttpContent content, FileStream part, IProgress<double> progress, CancellationTokenSource patience)
    {
        var whole = part.Length + content.Headers.ContentLength;
        var chunk = new byte[ChunkBytes];
        await using var body = await content.ReadAsStreamAsync(patience.Token);
        while (true)
        {
            patience.CancelAfter(Patience);
            int read;
            try
            {
                read = await body.ReadAsync(chunk, patience.Token);
            }
            catch (IOException e)                                              // the connection's, not the disk's
            {
                return e;
            }

            if (read == 0) return part.Length < whole ? new EndOfStreamException("it ended early") : null;
            if (part.Length + read > MaxBytes) throw new DownloadException(
                $"What comes from {_address} is larger than any data file; it is not the right one.");
            await part.WriteAsync(chunk.AsMemory(0, read), CancellationToken.None);
            if (whole > 0) progress.Report((double)part.Length / whole.Value);
        }
    }

    /// <summary>Whether a server that has nothing beyond the part has just as much as the part.</summary>
    private static bool IsAllHere(HttpResponseMessage response, FileStream part) =>
        response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
        && response.Content.Headers.ContentRange?.Length == part.Length;

    /// <summary>Whether a server has nothing that belongs behind the part.</summary>
    private static bool DoesNotGoOn(HttpResponseMessage response, FileStream part) =>
        response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
        || (response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange?.From != part.Length);

    private bool HasRightSum()
    {
        try
        {
            return file.IsRight(Part);
        }
        catch (BadInputException)
        {
            return false;                                                      // it cannot even be unpacked
        }
    }

    private DownloadException Refused(HttpResponseMessage response) => new(
        $"The server {_address.Host} answers {(int)response.StatusCode} ({response.ReasonPhrase}) to {_address}; "
        + $"try again later, or put the file '{file.Name}' into '{folder}' yourself.");
}
