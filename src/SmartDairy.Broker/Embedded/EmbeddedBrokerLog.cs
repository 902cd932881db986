using System.Net;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Broker.Embedded;

internal static partial class EmbeddedBrokerLog
{
    [LoggerMessage(4001, LogLevel.Information, "MQTT broker listens on port {Port}")]
    public static partial void BrokerListens(this ILogger logger, int port);

    [LoggerMessage(4002, LogLevel.Warning, "Login of device {DeviceId} from {Source} failed")]
    public static partial void LoginFailed(this ILogger logger, string deviceId, IPAddress source);

    [LoggerMessage(4003, LogLevel.Error, "Device {DeviceId} was not told that its connection changed ({Kind}): too many changes are waiting")]
    public static partial void ConnectionEventDropped(this ILogger logger, string deviceId, ConnectionChangeKind kind);

    [LoggerMessage(4004, LogLevel.Error, "Device {DeviceId} could not be told that its connection changed ({Kind})")]
    public static partial void ConnectionEventFailed(this ILogger logger, Exception error, string deviceId, ConnectionChangeKind kind);

    [LoggerMessage(4005, LogLevel.Warning, "MQTT broker stopped with {Messages} messages not yet stored; their senders send them again")]
    public static partial void StoppedUndrained(this ILogger logger, int messages);

    [LoggerMessage(4006, LogLevel.Information, "MQTT broker stopped; everything it took is stored")]
    public static partial void Stopped(this ILogger logger);

    [LoggerMessage(4007, LogLevel.Debug, "MQTT connection ended")]
    public static partial void ConnectionEnded(this ILogger logger, Exception? error);
}
