using System.Net;
using System.Net.Sockets;

namespace SmartDairy.History.Postgres.Tests.Faults;

/// <summary>
/// Stands between a client and PostgreSQL. Armed, it passes a COMMIT on and then cuts both connections before the client has the answer: at
/// once, or after the server has given it.
/// </summary>
internal sealed class ConnectionCuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly int _server;
    private readonly Task _accepting;
    private int _commits;
    private int _cuts;

    public ConnectionCuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every so many commits one is cut; 0 for none.</summary>
    public int CutEveryNthCommit { get; set; }

    /// <summary>
    /// Whether a commit that is cut never reaches the server, and whether nobody can connect from then on until it is false again.
    /// </summary>
    public bool DropsCutCommits { get; set; }

    /// <summary>Commits cut so far.</summary>
    public int CutCount => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy was closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        if (DropsCutCommits && CutCount > 0)
        {
            return;
        }

        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server, _ending.Token);
            near.NoDelay = far.NoDelay = true;
            var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var swallow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await Task.WhenAny(ForwardRequestsAsync(near.GetStream(), far.GetStream(), cut, swallow),
                ForwardResponsesAsync(far.GetStream(), near.GetStream(), cut, swallow), cut.Task);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two went.
        }
    }

    private async Task ForwardRequestsAsync(NetworkStream from, NetworkStream to, TaskCompletionSource cut, TaskCompletionSource swallow)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _ending.Token) is var length and > 0)
        {
            var cutting = CutEveryNthCommit > 0 && buffer.AsSpan(0, length).IndexOf("COMMIT\0"u8) >= 0
                && Interlocked.Increment(ref _commits) % CutEveryNthCommit == 0;
            var afterAnswer = cutting && Interlocked.Increment(ref _cuts) % 2 == 0;
            if (cutting && DropsCutCommits)
            {
                cut.SetResult();
                return;
            }

            if (afterAnswer)
            {
                swallow.SetResult();
            }

            await to.WriteAsync(buffer.AsMemory(0, length), _ending.Token);
            if (cutting && !afterAnswer)
            {
                cut.SetResult();
                return;
            }
        }
    }

    private async Task ForwardResponsesAsync(NetworkStream from, NetworkStream to, TaskCompletionSource cut, TaskCompletionSource swallow)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _ending.Token) is var length and > 0)
        {
            if (swallow.Task.IsCompleted)
            {
                cut.SetResult();
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, length), _ending.Token);
        }
    }
}
