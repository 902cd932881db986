using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Core.Internal;
using Orleans.TestingHost;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Live;
using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Ledger;
using SmartDairy.History.Registry;
using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite;
using SmartDairy.Notifications;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Protocol.Topics;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>
/// Silos in this process on one real store in a directory of its own, with both ends of the broker in the test's hands. One silo has the
/// clock in its hands too; several run on the wall clock, because they watch each other by it.
/// </summary>
internal sealed class DairyTestCluster : IAsyncDisposable
{
    public const int FarmId = 1;
    public const int Shards = 4;
    private readonly string _directory = Directory.CreateTempSubdirectory("smartdairy-").FullName;
    private readonly SqliteStore _store;
    private readonly InProcessTestCluster _cluster;

    private DairyTestCluster(short silos, NotificationOptions? notifications)
    {
        Notifications = notifications ?? new NotificationOptions();
        SiloTime = silos == 1 ? Time : TimeProvider.System;
        _store = SqliteStore.Open(new SqliteHistoryOptions { DataDirectory = _directory }, NullLogger<SqliteStore>.Instance);
        FaultyHistory = new FaultyHistory(StoreOutage.Wrap<IHistory>(new SqliteHistory(_store, SiloTime), Outage));
        Registry = StoreOutage.Wrap<IRegistry>(new SqliteRegistry(_store), Outage);
        AlertStore = StoreOutage.Wrap<IAlertStore>(new SqliteAlertStore(_store, SiloTime), Outage);
        HerdStore = StoreOutage.Wrap<IHerdStore>(new SqliteHerdStore(_store), Outage);
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            var services = silo.Services;
            services.AddSingleton(SiloTime);
            services.AddLogging(log => log.SetMinimumLevel(LogLevel.Critical));
            services.AddSingleton<IHistory>(FaultyHistory);
            services.AddSingleton(Registry);
            services.AddSingleton(AlertStore);
            services.AddSingleton(HerdStore);
            services.AddSmartDairyNotifications(Notifications);
            services.AddSmartDairyGrains(Shards);
            if (silos > 1)
            {
                services.AddDeviceRebalancer(spread =>
                    (spread.StableTime, spread.BatchSize, spread.BatchInterval) =
                    (TimeSpan.FromMilliseconds(500), 10, TimeSpan.FromMilliseconds(50)));
            }

            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                // A killed silo is to be missed soon, and one that shares two cores with a build not at once.
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 3;
                membership.NumVotesForDeathDeclaration = 1;
            });
            services.AddSingleton<IDeviceConnections>(Connections);
            services.AddSingleton<IMqttPublisher>(Publisher);
            services.AddSingleton<IMqttDataAdapter, TestMqttDataAdapter>();
            silo.AddMemoryGrainStorage(
                "entities", (MemoryGrainStorageOptions storage) => storage.GrainStorageSerializer = new JsonGrainStorageSerializer());
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.UseInMemoryReminderService();
            silo.AddMqttStreams(Contracts.Intake.IntakeStreams.ProviderName, options =>
            {
                options.StreamNamespace = Contracts.Intake.IntakeStreams.InboundNamespace;
                options.Shards = Shards;
                options.Queues = Shards;
                options.DrainTimeout = TimeSpan.Zero;
            });
        });
        _cluster = builder.Build();
    }

    public ShardTestClock Time { get; } = new();

    /// <summary>Takes all stores away at once, as a stopped database does.</summary>
    public StoreOutage Outage { get; } = new();

    /// <summary>What the silos tell time by.</summary>
    public TimeProvider SiloTime { get; }

    public InProcessTestCluster Cluster => _cluster;

    public RecordingConnectionControl Connections { get; } = new();

    public RecordingMqttPublisher Publisher { get; } = new();

    public FaultyHistory FaultyHistory { get; }

    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    // The silo's own, as the stream and the API have it: receipts do not cross a wire.
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IHistory History => Services.GetRequiredService<IHistory>();

    public IRegistry Registry { get; }

    public IAlertStore AlertStore { get; }

    public IHerdStore HerdStore { get; }

    /// <summary>Where messages go; a test that sends any sets it before it starts anything.</summary>
    public NotificationOptions Notifications { get; }

    public IntakeLedger Ledger => Services.GetRequiredService<IntakeLedger>();

    public IntakeLedger LedgerOf(int silo) => _cluster.Silos[silo].ServiceProvider.GetRequiredService<IntakeLedger>();

    public IGrainFactory GrainsOf(int silo) => _cluster.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>();

    public ILiveFeed Feed => Services.GetRequiredService<ILiveFeed>();

    public IFarmGrain Farm => Grains.GetGrain<IFarmGrain>(FarmId);

    public long Now => SiloTime.GetUtcNow().ToUnixTimeMilliseconds();

    public static CancellationToken TimeoutToken => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token).Token;

    /// <summary>Farm 1 exists; nothing stands on it yet.</summary>
    public static async Task<DairyTestCluster> StartAsync(short silos = 1, NotificationOptions? notifications = null)
    {
        var dairy = new DairyTestCluster(silos, notifications);
        await dairy._cluster.DeployAsync();
        await dairy.Farm.CreateAsync(new FarmSnapshot(FarmId, "Home", "Europe/Berlin"));
        return dairy;
    }

    public async Task<IDeviceGrain> RegisterAsync(DeviceRegistration device)
    {
        await Farm.RegisterDevicesAsync([device]);
        return Device(device.Id);
    }

    public IDeviceGrain Device(string id) => Grains.GetGrain<IDeviceGrain>(id);

    public async Task<DeviceSnapshot> SnapshotAsync(string id = "ENV-1") => (await Device(id).GetAsync())!;

    public async Task<MessageCounts> GetMessageCountsAsync(string id = "ENV-1")
        => (await History.GetMessageCountsAsync([id], TimeoutToken))[id];

    public IBarnGrain Barn(int barn) => Grains.GetGrain<IBarnGrain>($"{FarmId}/{barn}");

    public IHerdBookGrain HerdBook => Grains.GetGrain<IHerdBookGrain>(FarmId);

    public IAnimalGrain Animal(string id) => Grains.GetGrain<IAnimalGrain>($"{FarmId}/{id}");

    /// <summary>A message as the door makes it: taken over, with a receipt that settles it.</summary>
    public ReceivedMessage Message(
        string topic, string payload, string? principal = "ENV-1", RecordingReceipt? receipt = null, int farm = FarmId)
    {
        Ledger.MarkReceived(farm);
        receipt ??= new RecordingReceipt();
        receipt.Settled = () => Ledger.MarkSettled(farm);
        return new ReceivedMessage
        {
            Topic = topic,
            Payload = Encoding.UTF8.GetBytes(payload),
            ReceivedAt = Now,
            Principal = principal,
            PrincipalFarmId = farm,
            Acknowledgement = receipt,
        };
    }

    public Task<int> ConsumeAsync(params ReceivedMessage[] messages)
        => Grains.GetGrain<IShardGrain>(0).ConsumeAsync(new InboundBatch(messages));

    /// <summary>Telemetry of a registered device by its own connection; the answer is what its sender was told.</summary>
    public async Task<ReceiptOutcome?> SendTelemetryAsync(DeviceRegistration device, string payload)
    {
        var receipt = new RecordingReceipt();
        await ConsumeAsync(Message(DeviceTopics.TelemetryTopic(WithPlace(device)), payload, device.Id, receipt));
        return receipt.Outcome;
    }

    public async Task<ReceiptOutcome?> SendStatusAsync(DeviceRegistration device, string payload)
    {
        var receipt = new RecordingReceipt();
        await ConsumeAsync(Message(DeviceTopics.StatusTopic(WithPlace(device)), payload, device.Id, receipt));
        return receipt.Outcome;
    }

    public async Task<IReadOnlyList<RejectedMessage>> RejectedAsync()
        => (await History.ListRejectedAsync(FarmId, null, 100, null, TimeoutToken)).Items;

    public async Task<FarmLedger> GetSettledLedgerAsync()
    {
        var ledger = await Farm.GetLedgerAsync();
        Assert.Equal(0, ledger.Pending);
        return ledger;
    }

    /// <summary>Puts a grain to sleep; its next call wakes it anew.</summary>
    public async Task DeactivateAsync(IAddressable grain)
    {
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        var management = Grains.GetGrain<IManagementGrain>(0);
        while (await management.GetActivationAddress(grain) is not null)
        {
            await Task.Yield();
        }
    }

    public static DeviceRegistration WithPlace(DeviceRegistration device) => device with
    {
        TopicPrefix = DeviceTopics.BuildPrefix(
            device.Type, FarmId, device.Id, device.BarnId, device.ZoneId, device.AnimalId, device.ParlorId, device.StallId, device.GateId,
            device.AreaId),
    };

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
