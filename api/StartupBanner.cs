using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SmartDairy.Api.Home;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Hosting.Configuration;

namespace SmartDairy.Api;

/// <summary>What someone who just started it wants to know: where it is, where the key is, and how to send a first reading.</summary>
internal sealed class StartupBanner(
    IServer server, IServiceProvider services, SmartDairyOptions settings, BootstrapKey key, IConfiguration configuration,
    IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var url =
            (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:8080").Replace(
                "[::]", "localhost", StringComparison.Ordinal);
        var broker = services.GetRequiredService<BrokerAddress>();
        var mqtt = settings.Mqtt.Broker is null && settings.Cluster.Mode != ClusterMode.Client
            ? $"port {broker.Port}, WebSocket {url.Replace("http", "ws", StringComparison.Ordinal)}/mqtt"
            : $"the broker at {broker.Host}:{broker.Port}";
        var told = key.NewKey is { } fresh
            ? $"{fresh}\n                    shown this once; kept in {key.FilePath}"
            : key.FilePath is { } file ? $"in {file}" : "as configured (Security:BootstrapApiKey)";
        Console.WriteLine(
            $$"""

              Smart Dairy is up.

                GraphQL         {{url}}/graphql      try it: {{url}}/graphql/ui
                MQTT            {{mqtt}}
                API key         {{told}}

              {{FirstReading.Text}}

                {{FirstReading.Command(url, ApiHost.IsDemo(settings, configuration)).ReplaceLineEndings("\n    ")}}

            """);
    }
}
