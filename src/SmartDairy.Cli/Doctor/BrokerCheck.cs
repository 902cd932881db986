using System.Net.Sockets;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Load;
using SmartDairy.Cli.Options;

namespace SmartDairy.Cli.Doctor;

/// <summary>Connects to the broker: any CONNACK, even a refusal, shows that MQTT is spoken there.</summary>
internal static class BrokerCheck
{
    public static async Task<CheckResult> RunAsync(string address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            var server = await MqttAddress.ResolveAsync(address, limit.Token);
            using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server, limit.Token);
            await socket.SendAsync(MqttWire.EncodeConnect("smartdairy-doctor", "none"), limit.Token);
            var answer = new byte[4];
            var count = await socket.ReceiveAsync(answer, limit.Token);
            return count > 0 && answer[0] == MqttWire.ConnAck
                ? CheckResult.Ok("mqtt", $"{address} speaks MQTT")
                : CheckResult.Fail("mqtt", $"{address} is open but does not speak MQTT", "Give the broker's address with --mqtt.");
        }
        catch (Exception error)
        when (error is SocketException or ApiException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return CheckResult.Fail("mqtt", $"{address} can't be reached: {error.Message}",
                "Check Mqtt:Port and the firewall, or give the address with --mqtt.");
        }
    }
}
