using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Hosting.Settings;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Broker;

/// <summary>Puts the embedded broker together.</summary>
internal static class BrokerComposition
{
    /// <summary>Adds the broker. Needs a registry, the source of the inbound stream, the ledger and a <see cref="ConnectionReporter"/>.</summary>
    public static void AddEmbeddedBroker(this IServiceCollection services, SmartDairySettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Mqtt);
        services.AddSingleton<BrokerEndpoint>();
        services.AddSingleton<CredentialCache>();
        services.AddSingleton(provider => new LoginAttempts(settings.Mqtt.MaxFailedLogins, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ConnectionEvents>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionEvents>());
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<IConnectionControl>(provider => provider.GetRequiredService<LiveConnections>());
        services.AddSingleton(provider => new PublishDoor(
            provider.GetRequiredKeyedService<InProcessMqttSource>(Shards.ProviderName),
            provider.GetRequiredService<Grains.Intake.IntakeLedger>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<BrokerConnectionHandler>();
        services.AddSingleton<ConnectionGate>();
        services.AddSingleton<SubscribeGate>();
        services.AddSingleton<WillGate>();
        services.AddSingleton(provider => new MqttServer(
            new MqttServerOptionsBuilder()
                .WithoutDefaultEndpoint()
                .WithPersistentSessions(false)
                .WithDefaultCommunicationTimeout(TimeSpan.FromSeconds(settings.Mqtt.ConnectTimeoutSeconds))
                .WithMaxPendingMessagesPerClient(settings.Mqtt.MaxPendingMessages)
                .WithPendingMessagesOverflowStrategy(MqttPendingMessagesOverflowStrategy.DropNewMessage)
                .Build(),
            [provider.GetRequiredService<BrokerConnectionHandler>()],
            MqttNetNullLogger.Instance));
        services.AddSingleton<IMqttPublisher, BrokerPublisher>();
        services.AddSingleton<EmbeddedBroker>();
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedBroker>());
        services.AddConnections();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => new ConfigureOptions<KestrelServerOptions>(kestrel =>
            Listen(kestrel, provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<BrokerEndpoint>(), settings.Mqtt)));
    }

    /// <summary>
    /// Kestrel ignores the configured addresses once an endpoint is added by code, so those are added by code as well.
    /// </summary>
    private static void Listen(KestrelServerOptions kestrel, IConfiguration configuration, BrokerEndpoint endpoint, MqttSettings settings)
    {
        if (!configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            foreach (var address in HttpAddresses(configuration))
            {
                Listen(kestrel, BindingAddress.Parse(address));
            }
        }

        kestrel.ListenAnyIP(settings.Port, listen =>
        {
            endpoint.Listen(listen);
            listen.UseConnectionHandler<BrokerConnectionHandler>();
        });
    }

    private static string[] HttpAddresses(IConfiguration configuration)
    {
        const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var addresses = (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', Tidy).ToList();
        if (addresses.Count == 0)
        {
            addresses.AddRange((configuration[WebHostDefaults.HttpPortsKey] ?? "").Split(';', Tidy).Select(port => $"http://*:{port}"));
            addresses.AddRange((configuration[WebHostDefaults.HttpsPortsKey] ?? "").Split(';', Tidy).Select(port => $"https://*:{port}"));
        }

        return addresses.Count == 0 ? ["http://localhost:5000"] : [.. addresses];
    }

    private static void Listen(KestrelServerOptions kestrel, BindingAddress address)
    {
        void Secure(ListenOptions listen)
        {
            if (address.Scheme == Uri.UriSchemeHttps)
            {
                listen.UseHttps();
            }
        }

        if (address.IsUnixPipe)
        {
            kestrel.ListenUnixSocket(address.UnixPipePath, Secure);
        }
        else if (System.Net.IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, address.Port, Secure);
        }
        else if (address.Host == "localhost")
        {
            kestrel.ListenLocalhost(address.Port, Secure);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, Secure);
        }
    }
}
