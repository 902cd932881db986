using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Servers;

/// <summary>
/// Stands between a client and PostgreSQL, and now and then does the worst: lets a COMMIT through, waits until the server has answered it, and closes
/// the connection without passing the answer on. The client can't know whether it was committed.
/// </summary>
public sealed class CommitInterruptingProxy : IAsyncDisposable
{
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Task _accepting;
    private int _commits;
    private int _cuts;

    /// <param name="serverPort">PostgreSQL's port on the loopback address. Connections must not be encrypted: the cutter reads them.</param>
    public CommitInterruptingProxy(int serverPort)
    {
        _server = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every how many commits one is cut; 0: none. May be changed at any time.</summary>
    public int InterruptEveryNthCommit { get; set; }

    /// <summary>Commits that were cut.</summary>
    public int InterruptedCommits => _cuts;

    /// <summary>The same database, reached through here.</summary>
    /// <param name="connectionString">In Npgsql's form, with a <c>Port</c>.</param>
    public string RewriteConnectionString(string connectionString)
        => connectionString.Replace($"Port={_server}", string.Create(CultureInfo.InvariantCulture, $"Port={Port}"), StringComparison.OrdinalIgnoreCase);

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
            await server.ConnectAsync(IPAddress.Loopback, _server, ended.Token);
            await Task.WhenAny(ForwardToServerAsync(client, server, pair, ended.Token), ForwardToClientAsync(server, client, pair, ended.Token));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The server is away: so is the client's connection.
        }

        await ended.CancelAsync();
    }

    private async Task ForwardToServerAsync(Socket client, Socket server, ConnectionPair pair, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (InterruptEveryNthCommit > 0 && buffer.AsSpan(0, count).IndexOf(Commit) >= 0 && Interlocked.Increment(ref _commits) % InterruptEveryNthCommit == 0)
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
                Interlocked.Increment(ref _cuts);
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
        private volatile bool _cut;

        public bool IsInterrupted
        {
            get => _cut;
            set => _cut = value;
        }
    }
}
