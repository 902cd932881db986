using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SmartDairy.Streaming.Mqtt.ExternalBroker;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>What an operator reads while the broker is away.</summary>
public sealed class OutageLoggerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ListLogger _lines = new();
    private readonly OutageLogger _log;

    public OutageLoggerTests() => _log = new OutageLogger("farm", new Uri("mqtt://broker"), _clock, _lines);

    [Fact]
    public void An_hour_of_failing_queues_is_a_line_a_minute_and_one_when_it_is_over()
    {
        for (var second = 0; second < 3600; second++)
        {
            for (var queue = 0; queue < 8; queue++)
            {
                _log.OnConnectFailed(queue, "Connection refused");
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(60, _lines.Count);
        Assert.StartsWith("Queue 0 of MQTT stream provider farm has no connection to mqtt://broker/: Connection refused.", _lines[0],
            StringComparison.Ordinal);
        for (var queue = 0; queue < 8; queue++)
        {
            Assert.Equal(60, _lines.Count);
            _log.OnConnected(queue);
        }

        Assert.Contains("connected to mqtt://broker/ again, after 01:00:00", Assert.Single(_lines[60..]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_comes_and_goes_quickly_is_no_flood_either()
    {
        for (var second = 0; second < 600; second++)
        {
            _log.OnConnectFailed(0, "the broker closed the connection");
            _log.OnConnected(0);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_lines.Count, 10, 40);
    }

    [Fact]
    public void A_queue_that_moved_away_is_no_outage_any_more()
    {
        _log.OnConnectFailed(0, "x");
        _log.OnQueueClosed(0);
        Assert.Single(_lines);
        _clock.Advance(TimeSpan.FromMinutes(2));
        _log.OnConnectFailed(1, "y");
        Assert.Equal(2, _lines.Count);
    }

    private sealed class ListLogger : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
