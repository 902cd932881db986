using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Claims;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Transport.WebSockets;

/// <summary>One socket from accept to close.</summary>
internal sealed class SocketConnection(SocketTransport transport, HttpContext context, WebSocket socket, SocketWriter writer) : IDisposable
{
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    private readonly ConcurrentDictionary<string, SocketOperation> _operations = new(StringComparer.Ordinal);
    private readonly List<Task> _backgroundTasks = [];
    private ClaimsPrincipal? _user;
    private bool _initialised;
    private long _received;
    private int _closing;

    public async Task RunAsync(bool protocolAccepted)
    {
        using var stopping = transport.Host.ApplicationStopping.Register(() => _ = CloseAsync(SocketClose.GoingAway));
        if (protocolAccepted)
        {
            TrackBackgroundTask(EnforceInitTimeoutAsync());
        }
        else
        {
            await CloseAsync(SocketClose.WrongProtocol);
        }

        try
        {
            await ReceiveAsync();
            await CloseAsync(SocketClose.Normal);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke; there is nobody to tell.
        }
        finally
        {
            await _ending.CancelAsync();
            Task[] companions;
            lock (_backgroundTasks)
            {
                companions = [.. _backgroundTasks];
            }

            await Task.WhenAll([.. companions, .. _operations.Values.Select(o => o.Completion)]);
        }
    }

    public void Dispose() => _ending.Dispose();

    private async Task ReceiveAsync()
    {
        var reader = new SocketReader(socket, transport.Options.MaxSocketMessageBytes);
        while (true)
        {
            try
            {
                if (await reader.ReadAsync(context.RequestAborted) is not { } message)
                {
                    return;
                }

                Interlocked.Increment(ref _received);
                // Once closing, what still arrives is read only to reach the client's own close.
                if (Volatile.Read(ref _closing) == 0)
                {
                    await HandleAsync(SocketMessage.Parse(message));
                }
            }
            catch (SocketProtocolException e)
            {
                await CloseAsync(e.Close);
            }
        }
    }

    private Task HandleAsync(SocketMessage message) => message.Type switch
    {
        "connection_init" => HandleInitAsync(message),
        "ping" => writer.SendAsync("pong", null, null, _ending.Token),
        "pong" => Task.CompletedTask,
        "subscribe" => HandleSubscribeAsync(message),
        "complete" => HandleCompleteAsync(message.RequireId()),
        _ => throw new SocketProtocolException(SocketClose.Invalid("Unknown message type")),
    };

    private async Task HandleInitAsync(SocketMessage message)
    {
        if (_initialised)
        {
            throw new SocketProtocolException(SocketClose.TooManyInits);
        }

        _initialised = true;
        var credential = BearerToken.From(message.Payload) ?? BearerToken.From(context.Request);
        _user = await transport.Credentials.FindAsync(credential, _ending.Token)
            ?? throw new SocketProtocolException(SocketClose.Forbidden);
        await writer.SendAsync("connection_ack", null, null, _ending.Token);
        TrackBackgroundTask(CloseWhenRevokedAsync(credential!));
        TrackBackgroundTask(KeepAliveAsync());
    }

    private async Task HandleSubscribeAsync(SocketMessage message)
    {
        if (_user is null)
        {
            throw new SocketProtocolException(SocketClose.Unauthorized);
        }

        var id = message.RequireId();
        if (_operations.ContainsKey(id))
        {
            throw new SocketProtocolException(SocketClose.Duplicate(id));
        }

        var operation = new SocketOperation(transport, writer, id, _ending.Token);
        try
        {
            var request = transport.Reader.FromJson(message.Payload);
            if (_operations.Count >= transport.Options.MaxOperationsPerSocket)
            {
                throw new RateLimitedException(
                    $"{transport.Options.MaxOperationsPerSocket} operations are open on this socket already.",
                    "Complete some, or open another socket.");
            }
            _operations[id] = operation;
            operation.Start(new(request, Execution.OperationTransport.Stream, _user, context.RequestServices), () =>
                _operations.TryRemove(new(id, operation)));
        }
        catch (Http.HttpStatusException refusal)
        {
            operation.Dispose();
            throw new SocketProtocolException(SocketClose.Invalid(refusal.Message));
        }
        catch (RateLimitedException refusal)
        {
            using (operation)
            {
                await operation.SendErrorAsync(refusal);
            }
        }
    }

    private Task HandleCompleteAsync(string id)
    {
        if (_operations.TryRemove(id, out var operation))
        {
            operation.Cancel();
        }

        return Task.CompletedTask;
    }

    private async Task EnforceInitTimeoutAsync()
    {
        if (await DelayAsync(transport.Options.InitTimeout) && !_initialised)
        {
            await CloseAsync(SocketClose.InitTimeout);
        }
    }

    private async Task KeepAliveAsync()
    {
        while (await DelayAsync(transport.Options.KeepAlive))
        {
            var before = Interlocked.Read(ref _received);
            // Not awaited: towards a dead client even the ping may never leave.
            _ = writer.SendAsync("ping", null, null, _ending.Token);
            if (!await DelayAsync(transport.Options.PongTimeout))
            {
                return;
            }

            if (Interlocked.Read(ref _received) != before)
            {
                continue;
            }

            socket.Abort();
            return;
        }
    }

    private async Task CloseWhenRevokedAsync(string credential)
    {
        try
        {
            await transport.Connections.WaitUntilRevokedAsync(credential, _ending.Token);
            await CloseAsync(SocketClose.Revoked);
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
    }

    private async Task CloseAsync(SocketClose close)
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0)
        {
            return;
        }

        foreach (var (id, operation) in _operations)
        {
            // Its id is taken from it first: the next thing that the client hears is the close, not that an operation is complete.
            if (_operations.TryRemove(id, out _))
            {
                TrackBackgroundTask(operation.Completion);
            }

            operation.Cancel();
        }
        TrackBackgroundTask(AbortAfterGraceAsync());
        await writer.CloseAsync(close);
    }

    private void TrackBackgroundTask(Task task)
    {
        lock (_backgroundTasks)
        {
            _backgroundTasks.Add(task);
        }
    }

    private async Task AbortAfterGraceAsync()
    {
        if (await DelayAsync(CloseGrace))
        {
            socket.Abort();
        }
    }

    private async Task<bool> DelayAsync(TimeSpan span)
    {
        try
        {
            await Task.Delay(span, transport.Time, _ending.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
