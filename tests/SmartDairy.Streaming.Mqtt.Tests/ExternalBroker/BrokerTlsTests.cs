using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Servers;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>A real broker that wants TLS and a client certificate.</summary>
public sealed class BrokerTlsTests : IAsyncLifetime, IDisposable
{
    private readonly Certificates _authority = new("test authority");
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("smartdairy-tls-");
    private MosquittoServer? _server;

    private string AuthorityFile => Path.Combine(_files.FullName, "ca.pem");

    private string ClientFile => Path.Combine(_files.FullName, "client.pem");

    public async ValueTask InitializeAsync()
    {
        _server = await MosquittoTestExtensions.StartAsync(server =>
        [
            $"listener {server.Port} 127.0.0.1",
            "allow_anonymous true",
            $"cafile {_authority.WriteAuthority(Path.Combine(server.ScratchDirectory, "ca.pem"))}",
            $"certfile {_authority.Write(Path.Combine(server.ScratchDirectory, "server.pem"), "localhost", isServer: true)}",
            $"keyfile {server.ScratchDirectory}/server.pem.key",
            "require_certificate true",
            .. MosquittoServer.DurabilityConfiguration(server),
        ]);
        _authority.WriteAuthority(AuthorityFile);
        _authority.Write(ClientFile, "silo", isServer: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _files.Delete(recursive: true);
        Dispose();
    }

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task With_both_certificates_messages_flow_both_ways()
    {
        var options = Options();
        await using var source = new MqttBrokerSource("test", options, null, null, NullLogger.Instance);
        await using var publisher = new MqttBrokerPublisher("test", options, null, NullLogger.Instance);
        await using var queue = await OpenAsync(source);
        await Eventually.TrueAsync(() => source.QueueStatuses[0].IsConnected, "it is connected", () => $"{source.QueueStatuses[0]}");
        await publisher.PublishAsync(new MqttPublication("a/1", new byte[100_000]), TestContext.Current.CancellationToken);
        Assert.True(await queue.WaitAsync(TestContext.Current.CancellationToken));
        Assert.True(queue.TryRead(out var delivery));
        Assert.Equal(100_000, delivery.Payload.Length);
        delivery.TrySettle(MqttSettlement.Success);
    }

    [Fact]
    public async Task An_unknown_authority_a_wrong_name_and_a_missing_certificate_are_refused_with_a_sentence_and_renewed_files_count_without_a_restart()
    {
        using var other = new Certificates("another authority");
        other.WriteAuthority(AuthorityFile);
        await using var source = new MqttBrokerSource("test", Options(), null, null, NullLogger.Instance);
        await using var queue = await OpenAsync(source);
        await FailsAsync(source, "UntrustedRoot");

        _authority.WriteAuthority(AuthorityFile);
        await Eventually.TrueAsync(() => source.QueueStatuses[0].IsConnected, "it took the new file", () => $"{source.QueueStatuses[0]}");

        await using var byAddress = new MqttBrokerSource("test", Options("127.0.0.1"), null, null, NullLogger.Instance);
        await using var otherQueue = await OpenAsync(byAddress, 1);
        await FailsAsync(byAddress, "RemoteCertificateNameMismatch");

        var anonymous = Options();
        anonymous.CertificateFile = anonymous.KeyFile = null;
        await using var without = new MqttBrokerSource("test", anonymous, null, null, NullLogger.Instance);
        await using var third = await OpenAsync(without, 2);
        await FailsAsync(without, "");
    }

    private static async Task<IMqttQueueSource> OpenAsync(MqttBrokerSource source, int queue = 0)
    {
        var opened = source.OpenQueue(queue);
        await opened.StartAsync(TestContext.Current.CancellationToken);
        return opened;
    }

    private static Task FailsAsync(MqttBrokerSource source, string why) => Eventually.TrueAsync(
        () => source.QueueStatuses[0] is { IsConnected: false, LastError: { } error } && error.Contains(why, StringComparison.Ordinal),
        $"it fails with '{why}'", () => $"{source.QueueStatuses[0]}");

    private MqttBrokerOptions Options(string host = "localhost")
    {
        var options = _server!.Options();
        options.Broker = new Uri($"mqtts://{host}:{_server!.Port}");
        options.CaFile = AuthorityFile;
        options.CertificateFile = ClientFile;
        options.KeyFile = ClientFile + ".key";
        return options;
    }
}
