using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Broker.Configuration;
using SmartDairy.Broker.External;
using SmartDairy.Contracts.Devices;
using SmartDairy.Hosting.Cluster;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Broker;

/// <summary>Puts together what a silo needs beside its stream provider when devices connect to a broker outside.</summary>
internal static class ExternalBrokerComposition
{
    public static void AddExternalBroker(this IServiceCollection services)
    {
        services.AddSingleton<IMqttDeliveryObserver, IntakeLedgerObserver>();
        services.AddSingleton<IDeviceConnections, ExternalBrokerConnectionControl>();
    }

    /// <summary>The stream provider's options of the same settings.</summary>
    public static void Configure(MqttBrokerOptions options, SmartDairyOptions settings)
    {
        var mqtt = settings.Mqtt;
        var cluster = ClusterIdentity.ResolveClusterId(settings.Cluster.Id);
        options.Broker = mqtt.Broker;
        options.ClientIdPrefix = cluster;
        options.ShareGroup = cluster;
        options.TopicFilters = [.. mqtt.TopicFilters];
        options.UserName = mqtt.UserName;
        options.Password = mqtt.Password;
        options.CaFile = mqtt.CaFile;
        options.CertificateFile = mqtt.CertificateFile;
        options.KeyFile = mqtt.KeyFile;
        options.ReceiveMaximum = mqtt.QueueReceiveMaximum;
        options.MaxPacketBytes = mqtt.MaxPacketBytes;
        options.SessionExpiry = TimeSpan.FromHours(mqtt.SessionHours);
    }
}
