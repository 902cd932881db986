using System.Collections.Concurrent;
using System.Net.WebSockets;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Security;

namespace SmartDairy.Api.GraphQL.Transport.WebSockets;

/// <summary>One socket from accept to close.</summary>
internal sealed class SocketSession(SocketTransport transport, HttpContext context, WebSocket socket, SocketWriter writer) : IDisposable
{
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    private readonly ConcurrentDictionary<string, SocketOperation> _operations = new(StringComparer.Ordinal);
    private readonly List<Task> _companions = [];
    private ApiPrincipal? _caller;
    private bool _initialised;
    private long _received;
    private int _closing;

    public async Task RunAsync(bool speaksProtocol)
    {
        using var stopping = transport.Host.ApplicationStopping.Register(() => _ = CloseAsync(SocketClose.GoingAway));
        if (speaksProtocol) AddCompanion(AwaitInitAsync());
        else await CloseAsync(SocketClose.WrongProtocol);
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
            lock (_companions) companions = [.. _companions];
            await Task.WhenAll([.. companions, .. _operations.Values.Select(o => o.Finished)]);
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
                if (await reader.ReadAsync(context.RequestAborted) is not { } message) return;
                Interlocked.Increment(ref _received);
                // Once closing, what still arrives is read only to reach the client's own close.
                if (Volatile.Read(ref _closing) == 0) await HandleAsync(SocketMessage.Parse(message));
            }
            catch (SocketProtocolException e)
            {
                await CloseAsync(e.Close);
            }
        }
    }

    private Task HandleAsync(SocketMessage message) => message.Type switch
    {
        "connection_init" => InitAsync(message),
        "ping" => writer.SendAsync("pong", null, null, _ending.Token),
        "pong" => Task.CompletedTask,
        "subscribe" => SubscribeAsync(message),
        "complete" => CompleteAsync(message.RequireId()),
        _ => throw new SocketProtocolException(SocketClose.Invalid("Unknown message type")),
    };

    private async Task InitAsync(SocketMessage message)
    {
        if (_initialised) throw new SocketProtocolException(SocketClose.TooManyInits);
        _initialised = true;
        var credential = BearerToken.From(message.Payload) ?? BearerToken.From(context.Request);
        _caller = await transport.Credentials.FindAsync(credential, _ending.Token) ?? throw new SocketProtocolException(SocketClose.Forbidden);
        await writer.SendAsync("connection_ack", null, null, _ending.Token);
        AddCompanion(CloseWhenRevokedAsync(credential!));
        AddCompanion(KeepAliveAsync());
    }

    private async Task SubscribeAsync(SocketMessage message)
    {
        if (_caller is null) throw new SocketProtocolException(SocketClose.Unauthorized);
        var id = message.RequireId();
        if (_operations.ContainsKey(id)) throw new SocketProtocolException(SocketClose.Duplicate(id));
        var operation = new SocketOperation(transport, writer, id, _ending.Token);
        try
        {
            var request = transport.Reader.FromJson(message.Payload);
            if (_operations.Count >= transport.Options.MaxOperationsPerSocket)
            {
                throw new RateLimitedException(
                    $"{transport.Options.MaxOperationsPerSocket} operations are open on this socket already.", "Complete some, or open another socket.");
            }
            _operations[id] = operation;
            operation.Start(new(request, Execution.OperationChannel.Stream, _caller, context.RequestServices), () => _operations.TryRemove(new(id, operation)));
        }
        catch (Http.HttpRefusal refusal)
        {
            operation.Dispose();
            throw new SocketProtocolException(SocketClose.Invalid(refusal.Message));
        }
        catch (RateLimitedException refusal)
        {
            using (operation) await operation.RefuseAsync(refusal);
        }
    }

    private Task CompleteAsync(string id)
    {
        if (_operations.TryRemove(id, out var operation)) operation.Cancel();
        return Task.CompletedTask;
    }

    private async Task AwaitInitAsync()
    {
        if (await PauseAsync(transport.Options.InitTimeout) && !_initialised) await CloseAsync(SocketClose.InitTimeout);
    }

    private async Task KeepAliveAsync()
    {
        while (await PauseAsync(transport.Options.KeepAlive))
        {
            var before = Interlocked.Read(ref _received);
            // Not awaited: towards a dead client even the ping may never leave.
            _ = writer.SendAsync("ping", null, null, _ending.Token);
            if (!await PauseAsync(transport.Options.PongTimeout)) return;
            if (Interlocked.Read(ref _received) != before) continue;
            socket.Abort();
            return;
        }
    }

    private async Task CloseWhenRevokedAsync(string credential)
    {
        try
        {
            await transport.Sessions.UntilRevokedAsync(credential, _ending.Token);
            await CloseAsync(SocketClose.Revoked);
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
    }

    private async Task CloseAsync(SocketClose why)
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0) return;
        foreach (var (id, operation) in _operations)
        {
            // Its id is taken from it first: the next thing that the client hears is the close, not that an operation is complete.
            if (_operations.TryRemove(id, out _)) AddCompanion(operation.Finished);
            operation.Cancel();
        }
        AddCompanion(AbortLaterAsync());
        await writer.CloseAsync(why);
    }

    private void AddCompanion(Task task)
    {
        lock (_companions) _companions.Add(task);
    }

    private async Task AbortLaterAsync()
    {
        if (await PauseAsync(CloseGrace)) socket.Abort();
    }

    private async Task<bool> PauseAsync(TimeSpan span)
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
