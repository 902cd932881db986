using System.Diagnostics.Metrics;

namespace SmartDairy.GraphQL.Transport;

/// <summary>Figures of open streams; meter <c>SmartDairy.GraphQL</c>.</summary>
public sealed class StreamMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "SmartDairy.GraphQL";

    private readonly Counter<long> _dropped;
    private readonly Counter<long> _sent;
    private readonly UpDownCounter<long> _sessions;

    public StreamMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _dropped =
            meter.CreateCounter<long>("smartdairy.graphql.events.dropped", "{event}", "Events dropped because a subscriber was too slow");
        _sent = meter.CreateCounter<long>("smartdairy.graphql.events.sent", "{event}", "Events sent to subscribers");
        _sessions = meter.CreateUpDownCounter<long>("smartdairy.graphql.sessions", "{session}", "Open sockets and event streams");
    }

    internal void RecordDropped() => _dropped.Add(1);

    internal void RecordSent() => _sent.Add(1);

    internal void ChangeOpenConnections(int change) => _sessions.Add(change);
}
