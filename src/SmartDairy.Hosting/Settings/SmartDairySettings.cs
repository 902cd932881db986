using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace SmartDairy.Hosting.Settings;

/// <summary>Everything the host is configured with, checked.</summary>
public sealed partial class SmartDairySettings
{
    // So that the names of clients stay short enough for any broker.
    private const int LongestClientName = 48;

    public ClusterSettings Cluster { get; } = new();

    public MqttSettings Mqtt { get; } = new();

    public IntakeSettings Intake { get; } = new();

    public DataSettings Data { get; } = new();

    public HistorySettings History { get; } = new();

    /// <summary>The PostgreSQL database, in Npgsql's form; null: SQLite in the data directory.</summary>
    public string? Database { get; private set; }

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
        FillCluster(reader);
        FillMqtt(reader);
        Intake.Shards = reader.Number("Intake:Shards", Intake.Shards, 1, 1024);
        Intake.QueueCapacity = reader.Number("Intake:QueueCapacity", Intake.QueueCapacity, 1, 1_000_000);
        Intake.MaxBatch = reader.Number("Intake:MaxBatch", Intake.MaxBatch, 1, 100_000);

        Data.Directory = reader.Path("Data:Directory", Data.Directory);
        DataDirectory = Path.GetFullPath(Data.Directory);
        History.Writers = reader.Number("History:Writers", History.Writers, 1, 16);
        History.RetentionDays = reader.Number("History:RetentionDays", History.RetentionDays, 0, 36_500);
        if (History.RetentionDays is > 0 and < HistorySettings.LeastRetentionDays)
        {
            reader.Wrong($"History:RetentionDays is {History.RetentionDays}; readings may be 30 days old when they come, so allowed is 0 (for ever) or {HistorySettings.LeastRetentionDays} and more (default 730).");
        }

        History.PartitionDays = reader.Number("History:PartitionDays", History.PartitionDays, 1, 366);
        Database = DatabaseSettings.Read(reader);
        CheckShape(reader);
    }

    private void FillCluster(SettingsReader reader)
    {
        Cluster.Mode = reader.Choice("Cluster:Mode", Cluster.Mode);
        Cluster.Id = reader.Parsed("Cluster:Id", Cluster.Id, text => Name().IsMatch(text) ? text : null, "1 to 64 letters, digits, _ and - (default smartdairy)");
        Cluster.Address = reader.Parsed("Cluster:Address", Cluster.Address, text => IPAddress.TryParse(text, out var address) ? address : null, "an IP address at which other nodes reach this one");
        Cluster.SiloPort = reader.Number("Cluster:SiloPort", Cluster.SiloPort, 0, ushort.MaxValue);
        Cluster.GatewayPort = reader.Number("Cluster:GatewayPort", Cluster.GatewayPort, 0, ushort.MaxValue);
        Cluster.ProbeSeconds = reader.Number("Cluster:ProbeSeconds", Cluster.ProbeSeconds, 1, 60);
        Cluster.MissedProbes = reader.Number("Cluster:MissedProbes", Cluster.MissedProbes, 1, 20);
    }

    private void FillMqtt(SettingsReader reader)
    {
        if (!string.Equals(reader.Text("Mqtt:Broker"), "embedded", StringComparison.OrdinalIgnoreCase))
        {
            Mqtt.Broker = reader.Parsed("Mqtt:Broker", Mqtt.Broker, BrokerUri, "'embedded' or mqtt[s]://host:port (default embedded)");
        }

        Mqtt.UserName = reader.Text("Mqtt:UserName");
        Mqtt.Password = reader.Secret("Mqtt:Password");
        Mqtt.CaFile = reader.File("Mqtt:CaFile");
        Mqtt.CertificateFile = reader.File("Mqtt:CertificateFile");
        Mqtt.KeyFile = reader.File("Mqtt:KeyFile");
        Mqtt.TopicFilters = reader.Parsed("Mqtt:TopicFilters", Mqtt.TopicFilters, Filters, "topic filters with commas between them (default dairy/#,system/#)");
        Mqtt.QueueReceiveMaximum = reader.Number("Mqtt:QueueReceiveMaximum", Mqtt.QueueReceiveMaximum, 1, ushort.MaxValue);
        Mqtt.SessionHours = reader.Number("Mqtt:SessionHours", Mqtt.SessionHours, 1, 8_760);
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
    }

    /// <summary>What single keys allow and the whole does not.</summary>
    private void CheckShape(SettingsReader reader)
    {
        if (Cluster.Mode != ClusterMode.Embedded && reader.Text(DatabaseSettings.Key) is null)
        {
            reader.Wrong($"{DatabaseSettings.Key} is not set; with Cluster:Mode={Cluster.Mode} it must name the PostgreSQL database that all nodes share, e.g. Host=db;Database=smartdairy;Username=smartdairy.");
        }

        if (Cluster.Mode == ClusterMode.Server && Mqtt.Broker is null && (reader.Text("Mqtt:Broker") ?? "embedded").Equals("embedded", StringComparison.OrdinalIgnoreCase))
        {
            reader.Wrong("Mqtt:Broker is 'embedded'; with Cluster:Mode=Server it must be a broker that all silos share, mqtt[s]://host:port.");
        }

        if (Mqtt.Broker is not null && Cluster.Id.Length > LongestClientName)
        {
            reader.Wrong($"Cluster:Id is '{Cluster.Id}'; with a broker outside, whose clients are named after it, allowed are {LongestClientName} characters.");
        }

        var encrypted = Mqtt.Broker?.Scheme == "mqtts";
        foreach (var (key, value) in ((string, string?)[])[("Mqtt:CaFile", Mqtt.CaFile), ("Mqtt:CertificateFile", Mqtt.CertificateFile), ("Mqtt:KeyFile", Mqtt.KeyFile)])
        {
            if (value is not null && !encrypted)
            {
                reader.Wrong($"{key} is set; it is for brokers of mqtts://host:port only.");
            }
        }

        if (Mqtt.CertificateFile is null != Mqtt.KeyFile is null)
        {
            reader.Wrong("Mqtt:CertificateFile and Mqtt:KeyFile go together; only one of them is set.");
        }
    }

    private static Uri? BrokerUri(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "mqtt" or "mqtts" && uri.Host.Length > 0 && uri.AbsolutePath is "" or "/" && uri.UserInfo.Length == 0
            ? uri
            : null;

    private static string[]? Filters(string text)
        => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } filters ? filters : null;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
