using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains;
using SmartDairy.History.Sqlite;
using SmartDairy.Hosting.Broker;
using SmartDairy.Hosting.Health;
using SmartDairy.Hosting.Intake;
using SmartDairy.Hosting.Settings;
using SmartDairy.Hosting.Storage;
using SmartDairy.Hosting.Telemetry;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting;

/// <summary>Puts a Smart Dairy process together.</summary>
public static class SmartDairySiloExtensions
{
    /// <summary>The name of the grain storage for what farms, animals and commands know.</summary>
    public const string EntityStorage = "entities";

    /// <summary>The constant Orleans has for SQLite; the provider behind it is Microsoft.Data.Sqlite.</summary>
    private const string SqliteInvariant = "System.Data.SQLite";

    /// <summary>
    /// Adds the silo, the history, the embedded MQTT broker, logs, metrics, traces and health checks, as the configuration says. Hosted services
    /// that call grains must be added after it. Then map <see cref="SmartDairyEndpoints.MapSmartDairy"/>.
    /// </summary>
    /// <returns>The settings in force.</returns>
    /// <exception cref="SettingsException">The configuration is wrong; the message names every wrong key and what it allows.</exception>
    public static SmartDairySettings AddSmartDairySilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = SmartDairySettings.Read(builder.Configuration);
        Directory.CreateDirectory(settings.DataDirectory);
        Logs.Add(builder.Services, builder.Configuration);
        Signals.Add(builder.Services, builder.Configuration);

        var services = builder.Services;
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSqliteHistory(history => history.DataDirectory = settings.DataDirectory);
        services.AddSmartDairyGrains(settings.Intake.Shards);
        services.AddHostedService<WatchedDirectory>();
        services.AddHostedService<StoreStart>();
        builder.UseOrleans(silo => ConfigureSilo(silo, settings));

        // In this order: the store is open, the silo is up, the broker runs; Kestrel listens last of all.
        services.AddSingleton<ConnectionReporter>(provider =>
        {
            var grains = provider.GetRequiredService<IGrainFactory>();
            return (deviceId, change) => grains.GetGrain<IDeviceGrain>(deviceId).ConnectionChangedAsync(change);
        });
        services.AddEmbeddedBroker(settings);
        services.AddHealthChecks()
            .AddCheck<HistoryHealth>("history")
            .AddCheck<SiloHealth>("silo")
            .AddCheck<BrokerHealth>("broker");
        return settings;
    }

    private static void ConfigureSilo(ISiloBuilder silo, SmartDairySettings settings)
    {
        var (siloPort, gatewayPort) = (Ports.Choose(settings.Cluster.SiloPort), Ports.Choose(settings.Cluster.GatewayPort));
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "smartdairy", clusterId: "smartdairy");
        var database = new SqliteSource(StorePaths.ConnectionString(settings));
        silo.AddAdoNetGrainStorage(EntityStorage, storage =>
        {
            storage.Invariant = SqliteInvariant;
            storage.DataSource = database;
            storage.GrainStorageSerializer = new JsonGrainSerializer();
        });

        // Streams here are subscribed to by attribute only: there is nothing to keep.
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.UseAdoNetReminderService((Orleans.Configuration.AdoNetReminderTableOptions reminders) =>
        {
            reminders.Invariant = SqliteInvariant;
            reminders.DataSource = database;
        });
        silo.Configure<ReminderOptions>(reminders => reminders.MinimumReminderPeriod = TimeSpan.FromMinutes(1));
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            // Collars report every hour: a device put to sleep sooner would be read back from history at each report.
            collection.ClassSpecificCollectionAge["SmartDairy.Grains.Devices.DeviceGrain"] = TimeSpan.FromHours(3);
        });
        silo.Services.AddSingleton<IMqttDataAdapter, IntakeDataAdapter>();
        silo.Services.AddSingleton<IMqttFailureRecorder, RejectingFailureRecorder>();
        silo.AddMqttStreams(Shards.ProviderName, options =>
        {
            options.StreamNamespace = Shards.StreamNamespace;
            options.Shards = settings.Intake.Shards;
            options.Queues = settings.Intake.Shards;
            options.QueueCapacity = settings.Intake.QueueCapacity;
            options.MaxBatch = settings.Intake.MaxBatch;
        });
        silo.AddActivityPropagation();
        silo.AddDashboard();
    }
}
