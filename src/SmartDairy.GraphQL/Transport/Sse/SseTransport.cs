using System.Diagnostics;
using GraphQL;
using Microsoft.Extensions.Options;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Execution;
using SmartDairy.GraphQL.Transport.Http;

namespace SmartDairy.GraphQL.Transport.Sse;

/// <summary>GraphQL over server-sent events, one operation a connection: <c>next</c> events, then <c>complete</c>.</summary>
public sealed class SseTransport(
    OperationRunner runner, ResponseStreams streams, StreamConnections sessions, IGraphQLTextSerializer serializer,
    TimeProvider time, IOptions<GraphQLApiOptions> options, IHostApplicationLifetime host)
{
    /// <summary>
    /// Runs the operation and writes its events until it completes, the client leaves, its credential ends or the server stops.
    /// </summary>
    /// <exception cref="HttpStatusException">Too many streams are open.</exception>
    public async Task HandleAsync(HttpContext context, OperationRequest request)
    {
        using var place = sessions.TryAcquireSlot() ?? throw new HttpStatusException(
            StatusCodes.Status503ServiceUnavailable, ErrorCode.RateLimited, "Too many event streams are open here.",
            "Close some, or try again later.");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        using var writer = new SseWriter(context.Response, serializer);
        await writer.StartAsync(context.RequestAborted);

        var revoked = CancelWhenRevokedAsync(BearerToken.From(context.Request)!, ending);
        var alive = writer.KeepAliveAsync(options.Value.KeepAlive, time, ending.Token);
        var traceId = Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();
        try
        {
            var result = await runner.RunAsync(request, ending.Token);
            await foreach (var item in streams.ReadAsync(result, ending.Token))
            {
                await writer.WriteNextAsync(item, context.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Said below, where there is still somebody to say it to.
        }
        catch (Exception e) when (e is ExecutionError or ApiException)
        {
            await writer.WriteNextAsync(ResponseStreams.CreateErrorResult(e, traceId), context.RequestAborted);
        }
        finally
        {
            await ending.CancelAsync();
            await alive;
        }
        if (await revoked)
        {
            await writer.WriteNextAsync(
                ErrorMapper.CreateErrorResult(new UnauthenticatedException("The credential has expired or was revoked."), traceId),
                context.RequestAborted);
        }

        await writer.WriteCompleteAsync(context.RequestAborted);
    }

    private async Task<bool> CancelWhenRevokedAsync(string credential, CancellationTokenSource ending)
    {
        try
        {
            await sessions.WaitUntilRevokedAsync(credential, ending.Token);
            await ending.CancelAsync();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
