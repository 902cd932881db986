namespace SmartDairy.Simulator;

/// <summary>One publish of a simulated device.</summary>
/// <param name="DeviceId">The device that measured.</param>
/// <param name="ConnectionId">Whose MQTT connection carries it: the device's own id, or its gateway's.</param>
/// <param name="Topic">The full topic.</param>
/// <param name="Payload">UTF-8 JSON, unless a fault spoilt it. Never changed after creation.</param>
/// <param name="EventTime">Unix milliseconds: the <c>timestamp</c> inside the payload.</param>
/// <param name="SendAt">Unix milliseconds: when it leaves the device; later than the event for a late message.</param>
/// <param name="Kind">What the message tells.</param>
public sealed record SimulatedMessage(
    string DeviceId, string ConnectionId, string Topic, byte[] Payload, long EventTime, long SendAt, MessageKind Kind)
{
    /// <summary>Bytes of the payload up to and with the comma behind <c>seq</c>; the rest doesn't depend on when it was sent.</summary>
    internal int HeaderLength { get; init; }
}
