using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>A queue's client against a broker of raw bytes and a clock that stands still.</summary>
public sealed class BrokerQueueTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
    private readonly RecordingObserver _observer = new();
    private readonly ScriptedBroker _broker = new();
    private readonly MqttBrokerOptions _options;
    private readonly MqttBrokerSource _source;
    private readonly IMqttQueueSource _queue;

    public BrokerQueueTests()
    {
        _options = new MqttBrokerOptions
        { Broker = _broker.Address, TopicFilters = ["a"], QueueCapacity = 4, KeepAlive = TimeSpan.FromSeconds(30) };
        _source = new MqttBrokerSource("test", _options, _observer, _clock, NullLogger.Instance);
        _queue = _source.OpenQueue(3);
    }

    private MqttBrokerQueueStatus Status => Assert.Single(_source.QueueStatuses);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _source.DisposeAsync();
        Assert.Equal(0, _observer.UnsettledCount);
        Assert.True(_observer.IsConsistent);
    }

    [Fact]
    public async Task The_session_is_the_queues_and_stays_and_the_subscription_is_shared_without_retained_messages()
    {
        var session = await StartAsync();
        Assert.Contains("smartdairy-3", System.Text.Encoding.Latin1.GetString(session.Connect), StringComparison.Ordinal);
        Assert.Equal(0, session.Connect[9] & 2);
        var subscribe = System.Text.Encoding.Latin1.GetString(session.Subscribe);
        Assert.Contains("$share/smartdairy/a", subscribe, StringComparison.Ordinal);
        Assert.Equal(0b10_0010, session.Subscribe[^1]);
    }

    [Theory]
    [InlineData(MqttSettlement.Success, null)]
    [InlineData(MqttSettlement.NoSuchTarget, 0x10)]
    [InlineData(MqttSettlement.NotAuthorized, 0x87)]
    [InlineData(MqttSettlement.TopicNameInvalid, 0x90)]
    [InlineData(MqttSettlement.PayloadFormatInvalid, 0x99)]
    [InlineData(MqttSettlement.QuotaExceeded, 0x97)]
    [InlineData(MqttSettlement.PacketTooLarge, 0x97)]
    [InlineData(MqttSettlement.ImplementationSpecificError, 0x83)]
    public async Task Each_outcome_has_its_reason_code_in_both_qualities_of_service(MqttSettlement outcome, int? code)
    {
        var session = await StartAsync();
        session.Publish(0x0102, qualityOfService: 1);
        session.Publish(0x0103, qualityOfService: 2);
        byte[] reason = code is { } value ? [(byte)value] : [];
        var first = await ReadAsync();
        Assert.Equal(("a", 1, 42, null), (first.Topic, first.QualityOfService, first.Payload.Span[0], first.Principal));
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds(), first.ReceivedAt);
        Assert.True(first.TrySettle(outcome));
        Assert.Equal([0x40, (byte)(2 + reason.Length), 1, 2, .. reason], await session.ReadAsync());
        Assert.True((await ReadAsync()).TrySettle(outcome));
        Assert.Equal([0x50, (byte)(2 + reason.Length), 1, 3, .. reason], await session.ReadAsync());
        session.Send(0x62, 2, 1, 3);
        Assert.Equal([0x70, 2, 1, 3], await session.ReadAsync());
    }

    [Fact]
    public async Task A_qos_0_message_is_never_answered()
    {
        var session = await StartAsync();
        session.Publish(0, qualityOfService: 0);
        session.Publish(0, qualityOfService: 0);
        session.Publish(7);
        (await ReadAsync()).TrySettle(MqttSettlement.Success);
        (await ReadAsync()).TrySettle(MqttSettlement.Abandon);
        (await ReadAsync()).TrySettle(MqttSettlement.Success);
        Assert.Equal([0x40, 2, 0, 7], await session.ReadAsync());
        Assert.Equal(1, _broker.Connections);
    }

    [Fact]
    public async Task A_retained_message_is_acknowledged_and_dropped()
    {
        var session = await StartAsync();
        session.Publish(5, retain: true);
        session.Publish(6);
        Assert.Equal([0x40, 2, 0, 5], await session.ReadAsync());
        (await ReadAsync()).TrySettle(MqttSettlement.Success);
        Assert.Equal([0x40, 2, 0, 6], await session.ReadAsync());
        Assert.Equal(1, _observer.ReceivedCount);
    }

    [Fact]
    public async Task Many_abandoned_at_once_make_one_new_connection_after_the_rest_is_settled()
    {
        var session = await StartAsync();
        for (ushort i = 1; i <= 4; i++)
        {
            session.Publish(i);
        }

        var deliveries = new[] { await ReadAsync(), await ReadAsync(), await ReadAsync(), await ReadAsync() };
        deliveries[0].TrySettle(MqttSettlement.Abandon);
        deliveries[1].TrySettle(MqttSettlement.Abandon);
        session.Publish(5);
        deliveries[2].TrySettle(MqttSettlement.Success);
        Assert.Equal([0x40, 2, 0, 3], await session.ReadAsync());
        deliveries[3].TrySettle(MqttSettlement.Abandon);
        Assert.Equal([0xE0, 0], await session.ReadAsync());
        Assert.Null(await session.ReadAsync());
        session.Close();
        await NextAsync();
        Assert.Equal((2, 4, 1L), (_broker.Connections, _observer.ReceivedCount, Status.Reconnects));
    }

    [Fact]
    public async Task What_is_settled_after_its_connection_broke_sends_nothing_on_the_next()
    {
        var session = await StartAsync();
        session.Publish(1);
        var delivery = await ReadAsync();
        session.Close();
        var next = await NextAsync();
        Assert.True(delivery.TrySettle(MqttSettlement.Success));
        next.Publish(1);
        (await ReadAsync()).TrySettle(MqttSettlement.NotAuthorized);
        Assert.Equal([0x40, 3, 0, 1, 0x87], await next.ReadAsync());
        Assert.NotNull(Status.LastError);
    }

    [Fact]
    public async Task A_client_that_was_taken_over_rests_at_least_20_seconds()
    {
        var session = await StartAsync();
        session.Send(0xE0, 1, 0x8E);
        await Eventually.TrueAsync(() => !Status.IsConnected, "it noticed");
        Assert.Contains("took the session over", Status.LastError, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(1, _broker.Connections);
        await NextAsync();
        Assert.InRange(_clock.GetUtcNow().Second, 20, 45);
    }

    [Fact]
    public async Task A_broker_that_hands_a_session_over_without_a_word_is_guessed_at_and_a_new_owner_insists()
    {
        var session = await StartAsync();
        session.Close();
        await Eventually.TrueAsync(() => !Status.IsConnected, "it noticed");
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(1, _broker.Connections);
        session = await NextAsync();
        session.Close();
        session = await NextAsync();
        Assert.InRange(_clock.GetUtcNow().Second, 4, 12);

        // Now it has owned the queue for long.
        _clock.Advance(TimeSpan.FromMinutes(2));
        session = await NextAsync();
        session.Close();
        session = await NextAsync();
        session.Close();
        await Eventually.TrueAsync(() => !Status.IsConnected, "it noticed");
        var connections = _broker.Connections;
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Contains("took the session over", Status.LastError, StringComparison.Ordinal);
        Assert.Equal(connections, _broker.Connections);
        await NextAsync();
    }

    [Fact]
    public async Task A_silent_broker_is_given_up_but_not_while_nobody_reads_it()
    {
        var session = await StartAsync();
        for (ushort i = 1; i <= 5; i++)
        {
            session.Publish(i);
        }

        await Eventually.TrueAsync(() => Status.IsPaused, "the reader stands still");
        for (var i = 0; i < 12; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.True(Status.IsConnected);
        for (ushort i = 1; i <= 5; i++)
        {
            (await ReadAsync()).TrySettle(MqttSettlement.Success);
            Assert.Equal([0x40, 2, 0, (byte)i], await session.ReadAsync());
        }

        await Eventually.TrueAsync(() => !Status.IsPaused, "it reads again");
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            session.Send(0xD0, 0);
        }

        await NextAsync();
        Assert.Contains("nothing was heard", Status.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_is_held_than_the_capacity()
    {
        var session = await StartAsync();
        for (ushort i = 1; i <= 9; i++)
        {
            session.Publish(i);
        }

        await Eventually.TrueAsync(() => Status.IsPaused, "the reader stands still");
        Assert.Equal((4, 4, 4), (Status.UnsettledCount, _queue.Depth, _observer.ReceivedCount));
        (await ReadAsync()).TrySettle(MqttSettlement.Success);
        await Eventually.TrueAsync(() => _observer.ReceivedCount == 5, "there is room for one more");
    }

    [Theory]
    [InlineData(new byte[] { 0x32, 0xFF, 0xFF, 0xFF, 0xFF, 1 }, "malformed packet length")]
    [InlineData(new byte[] { 0x32, 0xFF, 0xFF, 0xFF, 0x7F }, "more than MaxPacketBytes")]
    [InlineData(new byte[] { 0x32, 3, 0, 9, 97 }, "malformed PUBLISH")]
    [InlineData(new byte[] { 0x36, 7, 0, 1, 97, 0, 1, 0, 42 }, "malformed PUBLISH")]
    [InlineData(new byte[] { 0x32, 6, 0, 0, 0, 1, 0, 42 }, "malformed PUBLISH")]
    [InlineData(new byte[] { 0xE0, 1, 0x8B }, "ServerShuttingDown (0x8B)")]
    public async Task What_cannot_be_understood_ends_the_connection_with_a_reason(byte[] packet, string reason)
    {
        var session = await StartAsync();
        session.Send(packet);
        await NextAsync();
        Assert.Contains(reason, Status.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_queue_abandons_says_goodbye_and_is_gone()
    {
        var session = await StartAsync();
        session.Publish(1);
        session.Publish(2);
        await Eventually.TrueAsync(() => _queue.Depth == 2, "both are here");
        var read = await ReadAsync();
        var closing = _queue.DisposeAsync();
        Assert.Equal([0xE0, 0], await session.ReadAsync());
        session.Close();
        await closing;
        Assert.True(read.TrySettle(MqttSettlement.Success));
        Assert.False(await _queue.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Empty(_source.QueueStatuses);
    }

    private async Task<ScriptedBroker.ClientConnection> StartAsync()
    {
        await _queue.StartAsync(TestContext.Current.CancellationToken);
        var session = await _broker.NextAsync();
        await Eventually.TrueAsync(() => Status.IsConnected, "it is subscribed");
        return session;
    }

    /// <summary>The next connection, with time passing until there is one.</summary>
    private async Task<ScriptedBroker.ClientConnection> NextAsync()
    {
        var next = _broker.NextAsync();
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(250));
                return next.IsCompleted;
            },
            "there is another connection", () => $"{Status}");
        var session = await next;
        await Eventually.TrueAsync(() => Status.IsConnected, "it is subscribed");
        return session;
    }

    private async Task<MqttDelivery> ReadAsync()
    {
        MqttDelivery? delivery;
        while (!_queue.TryRead(out delivery))
        {
            Assert.True(await _queue.WaitAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TestDelivery.MaxWait));
        }

        return delivery;
    }
}
