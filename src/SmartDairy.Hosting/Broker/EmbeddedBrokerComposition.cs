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
using SmartDairy.Broker.Authentication;
using SmartDairy.Broker.Configuration;
using SmartDairy.Broker.Connections;
using SmartDairy.Broker.Embedded;
using SmartDairy.Broker.Publishing;
using SmartDairy.Broker.Subscriptions;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.History.Ledger;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Broker;

/// <summary>Puts the embedded broker together.</summary>
internal static class EmbeddedBrokerComposition
{
    /// <summary>
    /// Adds the broker. Needs a registry, the source of the inbound stream, the ledger and a <see cref="ConnectionChangeHandler"/>.
    /// </summary>
    public static void AddEmbeddedBroker(this IServiceCollection services, MqttOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<EmbeddedBrokerEndpoint>();
        services.AddSingleton<CredentialCache>();
        services.AddSingleton(provider => new LoginThrottle(options.MaxFailedLogins, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ConnectionChangeNotifier>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionChangeNotifier>());
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<IDeviceConnections, EmbeddedDeviceConnections>();
        services.AddSingleton<PublishAcknowledger>();
        services.AddSingleton(provider => new PublishHandler(
            provider.GetRequiredKeyedService<InProcessMqttSource>(IntakeStreams.ProviderName),
            provider.GetRequiredService<PublishAcknowledger>(),
            provider.GetRequiredService<IntakeLedger>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PublishReceiver>(provider => provider.GetRequiredService<PublishHandler>().HandleAsync);
        services.AddSingleton<DeviceConnectionHandler>();
        services.AddSingleton<ConnectionValidator>();
        services.AddSingleton<SubscriptionAuthorizer>();
        services.AddSingleton<WillHandler>();
        services.AddSingleton(provider => new MqttServer(
            new MqttServerOptionsBuilder()
                .WithoutDefaultEndpoint()
                .WithPersistentSessions(false)
                .WithDefaultCommunicationTimeout(TimeSpan.FromSeconds(options.ConnectTimeoutSeconds))
                .WithMaxPendingMessagesPerClient(options.MaxPendingMessages)
                .WithPendingMessagesOverflowStrategy(MqttPendingMessagesOverflowStrategy.DropNewMessage)
                .Build(),
            [provider.GetRequiredService<DeviceConnectionHandler>()],
            MqttNetNullLogger.Instance));
        services.AddSingleton<IMqttPublisher, EmbeddedBrokerPublisher>();
        services.AddSingleton<EmbeddedBroker>();
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedBroker>());
        services.AddConnections();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => new ConfigureOptions<KestrelServerOptions>(kestrel =>
            Listen(kestrel, provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<EmbeddedBrokerEndpoint>(),
                options)));
    }

    /// <summary>
    /// Kestrel ignores the configured addresses once an endpoint is added by code, so those are added by code as well.
    /// </summary>
    private static void Listen(
        KestrelServerOptions kestrel, IConfiguration configuration, EmbeddedBrokerEndpoint endpoint, MqttOptions settings)
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
            endpoint.Attach(listen);
            listen.UseConnectionHandler<DeviceConnectionHandler>();
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
