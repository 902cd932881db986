using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using SmartDairy.Broker.Configuration;

namespace SmartDairy.Hosting.Configuration;

/// <summary>Everything the host is configured with, checked.</summary>
public sealed partial class SmartDairyOptions
{
    // So that the names of clients stay short enough for any broker.
    private const int MaxClientIdLength = 48;

    public ClusterNodeOptions Cluster { get; } = new();

    public MqttOptions Mqtt { get; } = new();

    public IntakeOptions Intake { get; } = new();

    public DataOptions Data { get; } = new();

    public HistoryOptions History { get; } = new();

    /// <summary>The PostgreSQL database, in Npgsql's form; null: SQLite in the data directory.</summary>
    public string? Database { get; private set; }

    /// <summary>The absolute path of <see cref="DataOptions.Directory"/>.</summary>
    public string DataDirectory { get; private set; } = "";

    /// <summary>Reads and checks the configuration.</summary>
    /// <exception cref="InvalidConfigurationException">One or more keys are wrong; it names them all.</exception>
    public static SmartDairyOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = new SmartDairyOptions();
        var reader = new ConfigurationReader(configuration);
        settings.ReadAll(reader);
        reader.ThrowIfInvalid();
        return settings;
    }

    private void ReadAll(ConfigurationReader reader)
    {
        ReadCluster(reader);
        ReadMqtt(reader);
        Intake.Shards = reader.ReadNumber("Intake:Shards", Intake.Shards, 1, 1024);
        Intake.QueueCapacity = reader.ReadNumber("Intake:QueueCapacity", Intake.QueueCapacity, 1, 1_000_000);
        Intake.MaxBatch = reader.ReadNumber("Intake:MaxBatch", Intake.MaxBatch, 1, 100_000);

        Data.Directory = reader.ReadDirectory("Data:Directory", Data.Directory);
        DataDirectory = Path.GetFullPath(Data.Directory);
        History.Writers = reader.ReadNumber("History:Writers", History.Writers, 1, 16);
        History.RetentionDays = reader.ReadNumber("History:RetentionDays", History.RetentionDays, 0, 36_500);
        if (History.RetentionDays is > 0 and < HistoryOptions.MinRetentionDays)
        {
            reader.AddError($"History:RetentionDays is {History.RetentionDays}; readings may be 30 days old when they come, so allowed is 0 (for ever) or {HistoryOptions.MinRetentionDays} and more (default 730).");
        }

        History.PartitionDays = reader.ReadNumber("History:PartitionDays", History.PartitionDays, 1, 366);
        Database = DatabaseConnectionString.Read(reader);
        ValidateCombination(reader);
    }

    private void ReadCluster(ConfigurationReader reader)
    {
        Cluster.Mode = reader.ReadEnum("Cluster:Mode", Cluster.Mode);
        Cluster.Id = reader.ReadParsed("Cluster:Id", Cluster.Id, text => ClusterIdPattern().IsMatch(text) ? text : null, "1 to 64 letters, digits, _ and - (default smartdairy)");
        Cluster.Address = reader.ReadParsed("Cluster:Address", Cluster.Address, text => IPAddress.TryParse(text, out var address) ? address : null, "an IP address at which other nodes reach this one");
        Cluster.SiloPort = reader.ReadNumber("Cluster:SiloPort", Cluster.SiloPort, 0, ushort.MaxValue);
        Cluster.GatewayPort = reader.ReadNumber("Cluster:GatewayPort", Cluster.GatewayPort, 0, ushort.MaxValue);
        Cluster.ProbeSeconds = reader.ReadNumber("Cluster:ProbeSeconds", Cluster.ProbeSeconds, 1, 60);
        Cluster.MissedProbes = reader.ReadNumber("Cluster:MissedProbes", Cluster.MissedProbes, 1, 20);
    }

    private void ReadMqtt(ConfigurationReader reader)
    {
        if (!string.Equals(reader.ReadText("Mqtt:Broker"), "embedded", StringComparison.OrdinalIgnoreCase))
        {
            Mqtt.Broker = reader.ReadParsed("Mqtt:Broker", Mqtt.Broker, ParseBrokerUri, "'embedded' or mqtt[s]://host:port (default embedded)");
        }

        Mqtt.UserName = reader.ReadText("Mqtt:UserName");
        Mqtt.Password = reader.ReadSecret("Mqtt:Password");
        Mqtt.CaFile = reader.ReadExistingFile("Mqtt:CaFile");
        Mqtt.CertificateFile = reader.ReadExistingFile("Mqtt:CertificateFile");
        Mqtt.KeyFile = reader.ReadExistingFile("Mqtt:KeyFile");
        Mqtt.TopicFilters = reader.ReadParsed("Mqtt:TopicFilters", Mqtt.TopicFilters, ParseTopicFilters, "topic filters with commas between them (default dairy/#,system/#)");
        Mqtt.QueueReceiveMaximum = reader.ReadNumber("Mqtt:QueueReceiveMaximum", Mqtt.QueueReceiveMaximum, 1, ushort.MaxValue);
        Mqtt.SessionHours = reader.ReadNumber("Mqtt:SessionHours", Mqtt.SessionHours, 1, 8_760);
        Mqtt.Port = reader.ReadNumber("Mqtt:Port", Mqtt.Port, 0, ushort.MaxValue);
        Mqtt.MaxConnections = reader.ReadNumber("Mqtt:MaxConnections", Mqtt.MaxConnections, 1, 1_000_000);
        Mqtt.MaxPacketBytes = reader.ReadNumber("Mqtt:MaxPacketBytes", Mqtt.MaxPacketBytes, 1024, 16 * 1024 * 1024);
        Mqtt.ReceiveMaximum = reader.ReadNumber("Mqtt:ReceiveMaximum", Mqtt.ReceiveMaximum, 1, ushort.MaxValue);
        Mqtt.TopicAliasMaximum = reader.ReadNumber("Mqtt:TopicAliasMaximum", Mqtt.TopicAliasMaximum, 0, 1024);
        Mqtt.MaxSubscriptions = reader.ReadNumber("Mqtt:MaxSubscriptions", Mqtt.MaxSubscriptions, 1, 100_000);
        Mqtt.ConnectTimeoutSeconds = reader.ReadNumber("Mqtt:ConnectTimeoutSeconds", Mqtt.ConnectTimeoutSeconds, 1, 300);
        Mqtt.MaxPendingMessages = reader.ReadNumber("Mqtt:MaxPendingMessages", Mqtt.MaxPendingMessages, 1, 100_000);
        Mqtt.DrainSeconds = reader.ReadNumber("Mqtt:DrainSeconds", Mqtt.DrainSeconds, 0, 60);
        Mqtt.MaxFailedLogins = reader.ReadNumber("Mqtt:MaxFailedLogins", Mqtt.MaxFailedLogins, 1, 1000);
    }

    /// <summary>What single keys allow and the whole does not.</summary>
    private void ValidateCombination(ConfigurationReader reader)
    {
        if (Cluster.Mode != ClusterMode.Embedded && reader.ReadText(DatabaseConnectionString.Key) is null)
        {
            reader.AddError($"{DatabaseConnectionString.Key} is not set; with Cluster:Mode={Cluster.Mode} it must name the PostgreSQL database that all nodes share, e.g. Host=db;Database=smartdairy;Username=smartdairy.");
        }

        if (Cluster.Mode == ClusterMode.Server && Mqtt.Broker is null && (reader.ReadText("Mqtt:Broker") ?? "embedded").Equals("embedded", StringComparison.OrdinalIgnoreCase))
        {
            reader.AddError("Mqtt:Broker is 'embedded'; with Cluster:Mode=Server it must be a broker that all silos share, mqtt[s]://host:port.");
        }

        if (Mqtt.Broker is not null && Cluster.Id.Length > MaxClientIdLength)
        {
            reader.AddError($"Cluster:Id is '{Cluster.Id}'; with a broker outside, whose clients are named after it, allowed are {MaxClientIdLength} characters.");
        }

        var encrypted = Mqtt.Broker?.Scheme == "mqtts";
        foreach (var (key, value) in ((string, string?)[])[("Mqtt:CaFile", Mqtt.CaFile), ("Mqtt:CertificateFile", Mqtt.CertificateFile), ("Mqtt:KeyFile", Mqtt.KeyFile)])
        {
            if (value is not null && !encrypted)
            {
                reader.AddError($"{key} is set; it is for brokers of mqtts://host:port only.");
            }
        }

        if (Mqtt.CertificateFile is null != Mqtt.KeyFile is null)
        {
            reader.AddError("Mqtt:CertificateFile and Mqtt:KeyFile go together; only one of them is set.");
        }
    }

    private static Uri? ParseBrokerUri(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "mqtt" or "mqtts" && uri.Host.Length > 0 && uri.AbsolutePath is "" or "/" && uri.UserInfo.Length == 0
            ? uri
            : null;

    private static string[]? ParseTopicFilters(string text)
        => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } filters ? filters : null;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex ClusterIdPattern();
}
