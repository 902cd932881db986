namespace SmartDairy.Simulator;

/// <summary>One publish of a simulated device.</summary>
/// <param name="DeviceId">Id of the measuring device.</param>
/// <param name="ConnectionId">Id of the device whose MQTT connection carries the message: the device itself, or its gateway.</param>
/// <param name="Topic">The full topic.</param>
/// <param name="Payload">UTF-8 JSON, unless a fault corrupted it. Never modified after creation.</param>
/// <param name="EventTime">Time of the measurement, Unix milliseconds: the <c>timestamp</c> in the payload.</param>
/// <param name="SendAt">Time of sending, Unix milliseconds; later than the event for a late message.</param>
/// <param name="Kind">Kind of message.</param>
public sealed record SimulatedMessage(
    string DeviceId, string ConnectionId, string Topic, byte[] Payload, long EventTime, long SendAt, MessageKind Kind)
{
    /// <summary>
    /// Length in bytes of the payload up to and including the comma after <c>seq</c>; the rest does not depend on the time of sending.
    /// </summary>
    internal int HeaderLength { get; init; }
}
