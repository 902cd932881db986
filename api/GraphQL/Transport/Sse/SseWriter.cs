using GraphQL;

namespace SmartDairy.Api.GraphQL.Transport.Sse;

/// <summary>Writes server-sent events, one at a time, each flushed.</summary>
internal sealed class SseWriter(HttpResponse response, IGraphQLTextSerializer serializer) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly MemoryStream _event = new();

    public async Task BeginAsync(CancellationToken cancel)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        // Proxies in front would hold events back to fill their buffers.
        response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync(":\n\n"u8.ToArray(), cancel);
    }

    public async Task NextAsync(ExecutionResult result, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            _event.SetLength(0);
            _event.Write("event: next\ndata: "u8);
            await serializer.WriteAsync(_event, result, cancel);
            _event.Write("\n\n"u8);
            await response.Body.WriteAsync(_event.GetBuffer().AsMemory(0, (int)_event.Length), cancel);
            await response.Body.FlushAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task CompleteAsync(CancellationToken cancel) => WriteAsync("event: complete\ndata: \n\n"u8.ToArray(), cancel);

    /// <summary>Comments in the silence between events, so that proxies keep the connection and a dead client is noticed.</summary>
    public async Task KeepAliveAsync(TimeSpan every, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            using var timer = new PeriodicTimer(every, time);
            while (await timer.WaitForNextTickAsync(cancel)) await WriteAsync(":\n\n"u8.ToArray(), cancel);
        }
        catch (OperationCanceledException)
        {
            // The stream is over.
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _event.Dispose();
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await response.Body.WriteAsync(bytes, cancel);
            await response.Body.FlushAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }
    }
}
