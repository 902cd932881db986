using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmartDairy.Cli.Load;

/// <summary>
/// Publishes from many connections on one thread with minimal CPU, because it shares the machine with the server under test: one poll over
/// all sockets per iteration, encoded packets patched in place, many packets per send, no allocation per message.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);
    private readonly List<LoadConnection> _connections = [];
    private readonly Dictionary<Socket, LoadConnection> _bySocket = [];
    private readonly List<Socket> _sockets = [];
    private readonly List<Socket> _ready = [];
    private readonly TimeProvider _time;
    private readonly Func<long> _clock;
    private readonly double _microsecondsPerTick;
    private readonly byte[] _stamp = new byte[24];
    private long _stampMs = -1;
    private long _number;

    /// <summary>Connects every gateway. Device d uses connection d mod the number of connections.</summary>
    /// <exception cref="SocketException">The broker can't be reached.</exception>
    /// <exception cref="InvalidDataException">The broker refuses a connection.</exception>
    public LoadGenerator(
        EndPoint server, IEnumerable<(string Id, string Password)> logins, PublishTemplate template, int window, TimeProvider time)
    {
        (_time, _clock) = (time, time.GetTimestamp);
        _microsecondsPerTick = 1e6 / time.TimestampFrequency;
        try
        {
            foreach (var (id, password) in logins)
            {
                var connection = new LoadConnection(server, id, password, template, window);
                _connections.Add(connection);
                _bySocket.Add(connection.Socket, connection);
                _sockets.Add(connection.Socket);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Smallest window granted to any connection.</summary>
    public int Window => _connections.Min(connection => connection.Window);

    /// <summary>Runs one phase on the calling thread and blocks it until the end.</summary>
    /// <exception cref="SocketException">A connection broke.</exception>
    public LoadResult Run(LoadPlan plan, CancellationToken cancellationToken)
    {
        var latency = new LatencyHistogram();
        long sent = 0, acknowledged = 0, refused = 0;
        var cpu = Environment.CpuUsage.TotalTime;
        var start = _time.GetTimestamp();
        var end = start + (long)(plan.Duration.TotalSeconds * _time.TimestampFrequency);
        var limit = plan.Messages ?? long.MaxValue;
        foreach (var connection in _connections)
        {
            connection.MessageIndex = 0;
        }

        long now;
        while ((now = _time.GetTimestamp()) < end && sent < limit && !cancellationToken.IsCancellationRequested)
        {
            SetTimestamp();
            for (var index = 0; index < _connections.Count && sent < limit; index++)
            {
                sent += EnqueueDue(index, plan, start, now, limit - sent);
            }

            Poll(plan.Rate > 0 ? 1000 : 10_000, latency, ref acknowledged, ref refused);
        }

        var elapsed = _time.GetElapsedTime(start);
        var inTime = acknowledged;
        var used = Environment.CpuUsage.TotalTime - cpu;
        var drainStart = _time.GetTimestamp();
        while (acknowledged + refused < sent && _time.GetElapsedTime(drainStart) < DrainLimit && !cancellationToken.IsCancellationRequested)
        {
            foreach (var connection in _connections)
            {
                connection.Flush();
            }

            Poll(10_000, latency, ref acknowledged, ref refused);
        }

        cancellationToken.ThrowIfCancellationRequested();
        // A phase with a fixed number of messages ends with the last acknowledgement.
        var (counted, span) = plan.Messages is null ? (inTime, elapsed) : (acknowledged, _time.GetElapsedTime(start));
        return new LoadResult(
            sent, acknowledged, refused, sent - acknowledged - refused, counted / span.TotalSeconds, latency, used / elapsed);
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    /// <summary>Enqueues the messages that a connection may send now; returns their number.</summary>
    private int EnqueueDue(int index, LoadPlan plan, long start, long now, long limit)
    {
        var connection = _connections[index];
        var count = _connections.Count;
        if (plan.OnlyDevice is { } only && only % count != index)
        {
            return 0;
        }

        var devices = plan.OnlyDevice is null ? (plan.Devices - index + count - 1) / count : 1;
        var ticksPerMessage = plan.Rate > 0 ? _time.TimestampFrequency / plan.Rate : 0;
        var enqueued = 0;
        while (connection.AvailableSlots > 0 && enqueued < limit && devices > 0)
        {
            // In an open loop latency counts from the due time, even when the message had to wait for the window.
            var due = ticksPerMessage > 0 ? start + (long)((index + (connection.MessageIndex * count)) * ticksPerMessage) : now;
            if (due > now)
            {
                break;
            }

            if (plan.FirstEventTime is { } first)
            {
                SetTimestamp(first.AddMinutes(connection.MessageIndex).ToUnixTimeMilliseconds());
            }

            var device = plan.OnlyDevice ?? (index + (int)(connection.MessageIndex % devices * count));
            connection.Enqueue(device, _stamp, _number++, due);
            connection.MessageIndex++;
            enqueued++;
        }

        connection.Flush();
        return enqueued;
    }

    private void Poll(int microseconds, LatencyHistogram latency, ref long acknowledged, ref long refused)
    {
        _ready.Clear();
        _ready.AddRange(_sockets);
        Socket.Select(_ready, null, null, microseconds);
        foreach (var socket in _ready)
        {
            _bySocket[socket].Receive(latency, _clock, _microsecondsPerTick, ref acknowledged, ref refused);
        }
    }

    private void SetTimestamp() => SetTimestamp(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private void SetTimestamp(long ms)
    {
        if (ms != _stampMs)
        {
            _stampMs = ms;
            Encoding.ASCII.GetBytes(DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null), _stamp);
        }
    }
}
