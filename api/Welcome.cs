using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SmartDairy.Api.GraphQL.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Hosting.Settings;

namespace SmartDairy.Api;

/// <summary>What someone who just started it wants to know: where it is, where the key is, and how to send a first reading.</summary>
internal sealed class Welcome(
    IServer server, IServiceProvider services, SmartDairySettings settings, BootstrapKey key, IConfiguration configuration, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var url = (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:8080").Replace("[::]", "localhost", StringComparison.Ordinal);
        var farm = ApiHost.IsDemo(settings, configuration) ? "1" : "<your farm>";
        var broker = services.GetRequiredService<BrokerAddress>();
        var mqtt = settings.Mqtt.Broker is null && settings.Cluster.Mode != ClusterMode.Client
            ? $"port {broker.Port}, WebSocket {url.Replace("http", "ws", StringComparison.Ordinal)}/mqtt"
            : $"the broker at {broker.Host}:{broker.Port}";
        var told = key.NewKey is { } fresh ? $"{fresh}\n                    shown this once; kept in {key.File}" : key.File is { } file ? $"in {file}" : "as configured (Security:BootstrapApiKey)";
        Console.WriteLine(
            $$"""

              Smart Dairy is up.

                GraphQL         {{url}}/graphql      try it: {{url}}/graphql/ui
                MQTT            {{mqtt}}
                API key         {{told}}

              Send a first reading: register a device; the answer holds a ready mosquitto_pub command.

                curl -s {{url}}/graphql -H "Authorization: Bearer <API key>" -H 'content-type: application/json' \
                  -d '{"query":"mutation { registerDevices(farmId: {{farm}}, devices: [{id: \"MY-SENSOR\", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 1}]) { example } }"}'

            """);
    }
}
