using System.Net;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Broker;

/// <summary>The log lines of the broker. Ids 4001 to 4099.</summary>
internal static partial class BrokerLog
{
    [LoggerMessage(4001, LogLevel.Information, "The embedded MQTT broker listens on port {Port}")]
    public static partial void BrokerListens(this ILogger logger, int port);

    [LoggerMessage(4002, LogLevel.Warning, "Login of device {DeviceId} from {Source} failed: the user name or the password is wrong")]
    public static partial void LoginFailed(this ILogger logger, string deviceId, IPAddress source);

    [LoggerMessage(
        4003, LogLevel.Error,
        "Connection change {Kind} of device {DeviceId} is dropped because too many changes wait; the status of the device lags until "
        + "its next change")]
    public static partial void ConnectionEventDropped(this ILogger logger, string deviceId, ConnectionChangeKind kind);

    [LoggerMessage(
        4004, LogLevel.Error,
        "Failed to report connection change {Kind} of device {DeviceId}; the status of the device lags until its next change")]
    public static partial void ConnectionEventFailed(this ILogger logger, Exception error, string deviceId, ConnectionChangeKind kind);

    [LoggerMessage(
        4005, LogLevel.Warning,
        "The embedded MQTT broker stopped with {Messages} messages not stored; they are not acknowledged, and their senders publish "
        + "them again")]
    public static partial void StoppedUndrained(this ILogger logger, int messages);

    [LoggerMessage(4006, LogLevel.Information, "The embedded MQTT broker stopped; every message it received is stored")]
    public static partial void Stopped(this ILogger logger);

    [LoggerMessage(4007, LogLevel.Debug, "MQTT connection ended")]
    public static partial void ConnectionEnded(this ILogger logger, Exception? error);
}
