using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Servers;

/// <summary>
/// A TCP proxy between a client and PostgreSQL that can interrupt commits: it forwards a COMMIT, waits for the server's answer and closes
/// the connection without forwarding it, so the client cannot know whether the transaction was committed.
/// </summary>
public sealed class CommitInterruptingProxy : IAsyncDisposable
{
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private int _commits;
    private int _interrupted;

    /// <param name="serverPort">PostgreSQL's port on the loopback address. Connections must not be encrypted, because the proxy parses
    /// them.</param>
    public CommitInterruptingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Interrupts every nth commit; 0 for none, the default. May be changed at any time.</summary>
    public int InterruptEveryNthCommit { get; set; }

    /// <summary>Number of commits interrupted so far.</summary>
    public int InterruptedCommits => _interrupted;

    /// <summary>The connection string of the same database through this proxy.</summary>
    /// <param name="connectionString">An Npgsql connection string with a <c>Port</c>.</param>
    public string RewriteConnectionString(string connectionString)
        => connectionString.Replace(
            $"Port={_serverPort}", string.Create(CultureInfo.InvariantCulture, $"Port={Port}"), StringComparison.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var _ = client;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        client.NoDelay = true;
        var pair = new ConnectionPair();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, ended.Token);
            await Task.WhenAny(
                ForwardToServerAsync(client, server, pair, ended.Token), ForwardToClientAsync(server, client, pair, ended.Token));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The server is unreachable: the client's connection closes too.
        }

        await ended.CancelAsync();
    }

    private async Task ForwardToServerAsync(Socket client, Socket server, ConnectionPair pair, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (InterruptEveryNthCommit > 0 && buffer.AsSpan(0, count).IndexOf(Commit) >= 0
                && Interlocked.Increment(ref _commits) % InterruptEveryNthCommit == 0)
            {
                pair.IsInterrupted = true;
            }

            await SendAsync(server, buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private async Task ForwardToClientAsync(Socket server, Socket client, ConnectionPair pair, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await server.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (pair.IsInterrupted)
            {
                Interlocked.Increment(ref _interrupted);
                return;
            }

            await SendAsync(client, buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }

    private sealed class ConnectionPair
    {
        private volatile bool _isInterrupted;

        public bool IsInterrupted
        {
            get => _isInterrupted;
            set => _isInterrupted = value;
        }
    }
}
