using System.Net;
using Microsoft.Extensions.Logging;
using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartDairy.Broker.Configuration;
using SmartDairy.Broker.Connections;
using SmartDairy.Contracts;
using SmartDairy.History;
using SmartDairy.History.Registry;
using SmartDairy.Protocol.Topics;
using SmartDairy.Security.Devices;

namespace SmartDairy.Broker.Authentication;

/// <summary>
/// Accepts connections of devices: the user name is the id of the device, the password its secret, the client identifier the same id or
/// empty.
/// </summary>
internal sealed class ConnectionValidator(
    CredentialCache credentials, LoginThrottle throttle, LiveConnections connections, MqttOptions settings,
    ILogger<ConnectionValidator> logger)
{
    /// <summary>Stands in for the hash of an unknown device, so that its refusal takes as long as that of a wrong password.</summary>
    private static readonly byte[] UnknownDeviceHash = new byte[32];

    /// <summary>Set when the broker stops: no connection is accepted any more.</summary>
    public bool IsClosed { get; set; }

    public async Task ValidateAsync(ValidatingConnectionEventArgs connection)
    {
        (connection.ReasonCode, connection.ReasonString) = await AuthenticateAsync(connection, (DeviceConnection)connection.ChannelAdapter)
            .ConfigureAwait(false);
    }

    private async ValueTask<(MqttConnectReasonCode Code, string? Reason)> AuthenticateAsync(
        ValidatingConnectionEventArgs connection, DeviceConnection channel)
    {
        var name = connection.UserName;
        if (IsClosed)
        {
            return (MqttConnectReasonCode.ServerUnavailable, "The broker is shutting down.");
        }

        if (!string.IsNullOrEmpty(connection.AuthenticationMethod))
        {
            return (MqttConnectReasonCode.BadAuthenticationMethod, "Log in with user name and password.");
        }

        if (!Identifier.IsValid(name))
        {
            return (MqttConnectReasonCode.BadUserNameOrPassword, "The user name must be the device's id.");
        }

        if (connections.Count >= settings.MaxConnections && connections.Find(name) is null)
        {
            return (MqttConnectReasonCode.QuotaExceeded, "The broker has as many connections as it takes.");
        }

        var source = (channel.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (throttle.IsBlocked(name, source))
        {
            return (MqttConnectReasonCode.ConnectionRateExceeded, "Too many failed logins. Try again in a minute.");
        }

        DeviceRow? row;
        try
        {
            row = await credentials.FindAsync(name, connection.CancellationToken).ConfigureAwait(false);
        }
        catch (HistoryUnavailableException)
        {
            return (MqttConnectReasonCode.ServerUnavailable, "The registry cannot be read now. Try again later.");
        }

        if (!DeviceSecret.Matches(connection.RawPassword ?? [], row is null ? UnknownDeviceHash : row.SecretHash.Span) || row is null)
        {
            throttle.RecordFailure(name, source);
            logger.LoginFailed(name, source);
            return (MqttConnectReasonCode.BadUserNameOrPassword, "The user name or the password is wrong.");
        }

        throttle.RecordSuccess(name, source);
        return ValidateDevice(connection, channel, row);
    }

    private static (MqttConnectReasonCode Code, string? Reason) ValidateDevice(
        ValidatingConnectionEventArgs connection, DeviceConnection channel, DeviceRow row)
    {
        var device = row.Registration;
        if (!device.Enabled)
        {
            return (MqttConnectReasonCode.NotAuthorized, "This device is disabled.");
        }

        if (string.IsNullOrEmpty(connection.ClientId))
        {
            if (!channel.IsVersion5)
            {
                return (MqttConnectReasonCode.ClientIdentifierNotValid, null);
            }

            connection.AssignedClientIdentifier = device.Id;
        }
        else if (connection.ClientId != device.Id)
        {
            return (MqttConnectReasonCode.ClientIdentifierNotValid, "The client identifier must be the device's id, or empty.");
        }

        if (channel.ConnectPacket is { WillFlag: true } connect && connect.WillTopic != DeviceTopics.StatusTopic(device))
        {
            return (MqttConnectReasonCode.NotAuthorized, $"A will may only go to {DeviceTopics.StatusTopic(device)}.");
        }

        var identity = new DeviceIdentity(device);
        connection.SessionItems[typeof(DeviceIdentity)] = identity;
        channel.Identity = identity;
        return (MqttConnectReasonCode.Success, null);
    }
}
