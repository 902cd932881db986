using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Broker.Configuration;
using SmartDairy.Broker.Connections;
using SmartDairy.Broker.Intake;
using SmartDairy.Contracts.Devices;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Broker;

/// <summary>Puts together what a silo needs beside its stream provider when devices connect to a broker outside.</summary>
internal static class ExternalBrokerComposition
{
    public static void AddExternalBroker(this IServiceCollection services)
    {
        services.AddSingleton<IMqttDeliveryFactory, ExternalDeliveryFactory>();
        services.AddSingleton<IMqttDeliveryObserver, IntakeLedgerObserver>();
        services.AddSingleton<IDeviceConnections, ExternalBrokerConnectionControl>();
    }

    /// <summary>Sets the options of the stream provider.</summary>
    /// <param name="options">The options to set.</param>
    /// <param name="mqtt">The broker as configured.</param>
    /// <param name="clientIdPrefix">The name that all silos of the cluster share, for their client ids and their shared
    /// subscription.</param>
    public static void Configure(MqttBrokerOptions options, MqttOptions mqtt, string clientIdPrefix)
    {
        options.Broker = mqtt.Broker;
        options.ClientIdPrefix = clientIdPrefix;
        options.ShareGroup = clientIdPrefix;
        options.TopicFilters = [.. mqtt.TopicFilters];
        options.UserName = mqtt.UserName;
        options.Password = mqtt.ReadPassword();
        options.CaFile = mqtt.CaFile;
        options.CertificateFile = mqtt.CertificateFile;
        options.KeyFile = mqtt.KeyFile;
        options.ReceiveMaximum = mqtt.QueueReceiveMaximum;
        options.MaxPacketBytes = mqtt.MaxPacketBytes;
        options.SessionExpiry = TimeSpan.FromHours(mqtt.SessionHours);
    }
}
