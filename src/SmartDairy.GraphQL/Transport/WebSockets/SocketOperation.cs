using System.Diagnostics;
using GraphQL;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Execution;

namespace SmartDairy.GraphQL.Transport.WebSockets;

/// <summary>
/// One operation on a socket: its <c>next</c> messages, then <c>complete</c> or <c>error</c>, unless the client completed it first.
/// </summary>
internal sealed partial class SocketOperation(
    SocketTransport transport, SocketWriter writer, string id, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Completes when nothing of it runs any more; never faults.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <param name="request">What to run; its services are replaced by a scope of its own.</param>
    /// <param name="release">Frees the id; false when the client freed it already, and wants no last word.</param>
    public void Start(OperationRequest request, Func<bool> release)
        => Completion = Task.Run(() => RunAndDisposeAsync(request, release), CancellationToken.None);

    public void Cancel()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in between.
        }
    }

    public void Dispose() => _cancel.Dispose();

    public Task SendErrorAsync(ApiException refusal)
        => writer.SendAsync("error", id, ErrorMapper.CreateErrorResult(refusal, NewTraceId()).Errors, cancellationToken);

    private async Task RunAndDisposeAsync(OperationRequest request, Func<bool> release)
    {
        // A socket lives long: what an operation hung on its token must go when the operation goes.
        using (this)
        {
            await RunAsync(request, release);
        }
    }

    private async Task RunAsync(OperationRequest request, Func<bool> release)
    {
        var (type, payload) = ("complete", (object?)null);
        try
        {
            await using var scope = request.Services.CreateAsyncScope();
            var result = await transport.Runner.RunAsync(request with { Services = scope.ServiceProvider }, _cancel.Token);
            if (!result.Executed || IsFailedSubscription(result))
            {
                (type, payload) = ("error", result.Errors);
            }
            else
            {
                await foreach (var item in transport.Streams.ReadAsync(result, _cancel.Token))
                {
                    await writer.SendAsync("next", id, item, _cancel.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            // Completed by the client, or the session is over.
        }
        catch (Exception e)
        {
            var traceId = NewTraceId();
            if (e is not (ExecutionError or ApiException))
            {
                LogFailed(transport.Log, e, traceId);
            }

            (type, payload) = ("error", ResponseStreams.CreateErrorResult(e, traceId).Errors);
        }
        // The id is free before the client hears of the end, so that it may use it again at once.
        if (release() && !cancellationToken.IsCancellationRequested)
        {
            await SendFinalAsync(type, payload);
        }
    }

    private async Task SendFinalAsync(string type, object? payload)
    {
        try
        {
            await writer.SendAsync(type, id, payload, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The session ended in between.
        }
    }

    private static bool IsFailedSubscription(ExecutionResult result) =>
        result.Operation?.Operation == GraphQLParser.AST.OperationType.Subscription && result.Streams is not { Count: > 0 };

    private static string NewTraceId() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();

    [LoggerMessage(4021, LogLevel.Error, "A GraphQL operation on a socket failed; trace {TraceId}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string traceId);
}
