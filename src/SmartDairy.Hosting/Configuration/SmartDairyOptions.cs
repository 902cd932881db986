using Microsoft.Extensions.Configuration;
using SmartDairy.Broker.Configuration;
using SmartDairy.Configuration;

namespace SmartDairy.Hosting.Configuration;

/// <summary>The options of a Smart Dairy process, validated.</summary>
public sealed class SmartDairyOptions
{
    // Keeps the client ids short enough for any broker.
    private const int MaxClientIdLength = 48;

    private SmartDairyOptions(OptionsReader reader)
    {
        Cluster = reader.Read<ClusterNodeOptions>("Cluster");
        Mqtt = reader.Read<MqttOptions>("Mqtt");
        Intake = reader.Read<IntakeOptions>("Intake");
        Data = reader.Read<DataOptions>("Data");
        History = reader.Read<HistoryOptions>("History");
        Database = DatabaseConnectionString.Read(reader);
    }

    /// <summary>Section <c>Cluster</c>.</summary>
    public ClusterNodeOptions Cluster { get; }

    /// <summary>Section <c>Mqtt</c>.</summary>
    public MqttOptions Mqtt { get; }

    /// <summary>Section <c>Intake</c>.</summary>
    public IntakeOptions Intake { get; }

    /// <summary>Section <c>Data</c>.</summary>
    public DataOptions Data { get; }

    /// <summary>Section <c>History</c>.</summary>
    public HistoryOptions History { get; }

    /// <summary>The connection string of the PostgreSQL database, in Npgsql's form; null: SQLite in the data directory.</summary>
    public string? Database { get; }

    /// <summary>The absolute path of <see cref="DataOptions.Directory"/>.</summary>
    public string DataDirectory => Path.GetFullPath(Data.Directory);

    /// <summary>Reads and validates the configuration.</summary>
    /// <exception cref="InvalidConfigurationException">One or more keys are wrong; the exception names them all.</exception>
    public static SmartDairyOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var reader = new OptionsReader(configuration);
        var options = new SmartDairyOptions(reader);
        options.ValidateCombination(reader);
        reader.ThrowIfInvalid();
        return options;
    }

    /// <summary>Adds errors for values that are allowed alone and not together.</summary>
    private void ValidateCombination(OptionsReader reader)
    {
        if (Cluster.Mode != ClusterMode.Embedded && reader.ReadText(DatabaseConnectionString.Key) is null)
        {
            reader.AddError(
                $"{DatabaseConnectionString.Key} is not set; with Cluster:Mode={Cluster.Mode} it must name the PostgreSQL database that all nodes share, "
                + "e.g. Host=db;Database=smartdairy;Username=smartdairy.");
        }

        if (Cluster.Mode == ClusterMode.Server
            && (reader.ReadText("Mqtt:Broker") ?? "embedded").Equals("embedded", StringComparison.OrdinalIgnoreCase))
        {
            reader.AddError(
                "Mqtt:Broker is 'embedded'; with Cluster:Mode=Server it must be a broker that all silos share, mqtt[s]://host:port.");
        }

        if (Mqtt.Broker is not null && Cluster.Id.Length > MaxClientIdLength)
        {
            reader.AddError(
                $"Cluster:Id is '{Cluster.Id}'; with an outside broker, whose clients are named after it, allowed are {MaxClientIdLength} characters.");
        }
    }
}
