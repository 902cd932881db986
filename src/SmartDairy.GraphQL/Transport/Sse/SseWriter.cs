using GraphQL;

namespace SmartDairy.GraphQL.Transport.Sse;

/// <summary>Writes server-sent events, one at a time, each flushed.</summary>
internal sealed class SseWriter(HttpResponse response, IGraphQLTextSerializer serializer) : IDisposable
{
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private readonly MemoryStream _event = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        // Proxies in front would hold events back to fill their buffers.
        response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync(":\n\n"u8.ToArray(), cancellationToken);
    }

    public async Task WriteNextAsync(ExecutionResult result, CancellationToken cancellationToken)
    {
        await _writeLock.WaitAsync(cancellationToken);
        try
        {
            _event.SetLength(0);
            _event.Write("event: next\ndata: "u8);
            await serializer.WriteAsync(_event, result, cancellationToken);
            _event.Write("\n\n"u8);
            await response.Body.WriteAsync(_event.GetBuffer().AsMemory(0, (int)_event.Length), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
        finally
        {
            _writeLock.Release();
        }
    }

    public Task WriteCompleteAsync(CancellationToken cancellationToken)
        => WriteAsync("event: complete\ndata: \n\n"u8.ToArray(), cancellationToken);

    /// <summary>Comments in the silence between events, so that proxies keep the connection and a dead client is noticed.</summary>
    public async Task KeepAliveAsync(TimeSpan every, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(every, time);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await WriteAsync(":\n\n"u8.ToArray(), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream is over.
        }
    }

    public void Dispose()
    {
        _writeLock.Dispose();
        _event.Dispose();
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await _writeLock.WaitAsync(cancellationToken);
        try
        {
            await response.Body.WriteAsync(bytes, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
        finally
        {
            _writeLock.Release();
        }
    }
}
