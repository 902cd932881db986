using Microsoft.Extensions.Configuration;

namespace SmartDairy.Hosting.Settings;

/// <summary>Everything the host is configured with, checked.</summary>
public sealed class SmartDairySettings
{
    public ClusterSettings Cluster { get; } = new();

    public MqttSettings Mqtt { get; } = new();

    public IntakeSettings Intake { get; } = new();

    public DataSettings Data { get; } = new();

    /// <summary>The absolute path of <see cref="DataSettings.Directory"/>.</summary>
    public string DataDirectory { get; private set; } = "";

    /// <summary>Reads and checks the configuration.</summary>
    /// <exception cref="SettingsException">One or more keys are wrong; it names them all.</exception>
    public static SmartDairySettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = new SmartDairySettings();
        var reader = new SettingsReader(configuration);
        settings.Fill(reader);
        reader.ThrowIfWrong();
        return settings;
    }

    private void Fill(SettingsReader reader)
    {
        Cluster.Mode = reader.Word("Cluster:Mode", Cluster.Mode, "Embedded", "Server and Client need a later version");
        Cluster.SiloPort = reader.Number("Cluster:SiloPort", Cluster.SiloPort, 0, ushort.MaxValue);
        Cluster.GatewayPort = reader.Number("Cluster:GatewayPort", Cluster.GatewayPort, 0, ushort.MaxValue);

        Mqtt.Broker = reader.Word("Mqtt:Broker", Mqtt.Broker, "embedded", "an outside broker needs a later version");
        Mqtt.Port = reader.Number("Mqtt:Port", Mqtt.Port, 0, ushort.MaxValue);
        Mqtt.MaxConnections = reader.Number("Mqtt:MaxConnections", Mqtt.MaxConnections, 1, 1_000_000);
        Mqtt.MaxPacketBytes = reader.Number("Mqtt:MaxPacketBytes", Mqtt.MaxPacketBytes, 1024, 16 * 1024 * 1024);
        Mqtt.ReceiveMaximum = reader.Number("Mqtt:ReceiveMaximum", Mqtt.ReceiveMaximum, 1, ushort.MaxValue);
        Mqtt.TopicAliasMaximum = reader.Number("Mqtt:TopicAliasMaximum", Mqtt.TopicAliasMaximum, 0, 1024);
        Mqtt.MaxSubscriptions = reader.Number("Mqtt:MaxSubscriptions", Mqtt.MaxSubscriptions, 1, 100_000);
        Mqtt.ConnectTimeoutSeconds = reader.Number("Mqtt:ConnectTimeoutSeconds", Mqtt.ConnectTimeoutSeconds, 1, 300);
        Mqtt.MaxPendingMessages = reader.Number("Mqtt:MaxPendingMessages", Mqtt.MaxPendingMessages, 1, 100_000);
        Mqtt.DrainSeconds = reader.Number("Mqtt:DrainSeconds", Mqtt.DrainSeconds, 0, 60);
        Mqtt.MaxFailedLogins = reader.Number("Mqtt:MaxFailedLogins", Mqtt.MaxFailedLogins, 1, 1000);

        Intake.Shards = reader.Number("Intake:Shards", Intake.Shards, 1, 1024);
        Intake.QueueCapacity = reader.Number("Intake:QueueCapacity", Intake.QueueCapacity, 1, 1_000_000);
        Intake.MaxBatch = reader.Number("Intake:MaxBatch", Intake.MaxBatch, 1, 100_000);

        Data.Directory = reader.Path("Data:Directory", Data.Directory);
        DataDirectory = Path.GetFullPath(Data.Directory);
        reader.Absent(
            "ConnectionStrings:SmartDairy",
            "PostgreSQL comes with the server shape, in a later version; leave it out to use SQLite in Data:Directory");
    }
}
