using SmartDairy.Servers;
using SmartDairy.Testing;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>A real broker for a test, and options that fit it.</summary>
internal static class MosquittoTestExtensions
{
    public static async Task<MosquittoServer> StartAsync(Func<MosquittoServer, IEnumerable<string>>? configuration = null)
    {
        RequiredServer.SkipOrFailIfMissing(MosquittoServer.IsInstalled, MosquittoServer.NotInstalledMessage);
        return await MosquittoServer.StartAsync(configuration);
    }

    public static Uri Address(this MosquittoServer server) => new($"mqtt://127.0.0.1:{server.Port}");

    public static MqttBrokerOptions Options(this MosquittoServer server) => new()
    {
        Broker = server.Address(),
        ClientIdPrefix = "test",
        ShareGroup = "test",
        TopicFilters = ["a/#", "last", "dairy/#"],
        ReconnectMin = TimeSpan.FromMilliseconds(50),
        ReconnectMax = TimeSpan.FromMilliseconds(500),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    };
}
