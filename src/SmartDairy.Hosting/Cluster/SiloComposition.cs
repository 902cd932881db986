using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using SmartDairy.Broker.Intake;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Devices;
using SmartDairy.Hosting.Broker;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Hosting.Storage;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Cluster;

/// <summary>Configures the silo of a process.</summary>
internal static class SiloComposition
{
    /// <summary>The name of the grain storage for what farms, animals and commands know.</summary>
    public const string EntityStorageName = "entities";

    public static void Configure(ISiloBuilder silo, SmartDairyOptions settings)
    {
        ConfigureClustering(silo, settings);
        var invariant = StoreComposition.GetAdoNetInvariant(settings);
        silo.AddAdoNetGrainStorage(EntityStorageName, (OptionsBuilder<AdoNetGrainStorageOptions> storage) =>
            storage.Configure<OrleansDataSource>((options, database) =>
        {
            options.Invariant = invariant;
            options.DataSource = database.DataSource;
            options.GrainStorageSerializer = new JsonGrainSerializer();
        }));

        AddPubSubStore(silo, settings);
        silo.UseAdoNetReminderService(
            (OptionsBuilder<AdoNetReminderTableOptions> reminders) => reminders.Configure<OrleansDataSource>((options, database) =>
        {
            options.Invariant = invariant;
            options.DataSource = database.DataSource;
        }));
        silo.Configure<ReminderOptions>(reminders => reminders.MinimumReminderPeriod = TimeSpan.FromMinutes(1));
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            // Collars report every hour: a device put to sleep sooner would be read back from history at each report.
            collection.ClassSpecificCollectionAge[typeof(DeviceGrain).FullName!] = TimeSpan.FromHours(3);
            collection.ClassSpecificCollectionAge[typeof(AnimalGrain).FullName!] = TimeSpan.FromHours(3);
        });
        AddStreams(silo, settings);
        silo.AddActivityPropagation();
        silo.AddDashboard();
    }

    /// <summary>
    /// Adds the storage of stream subscriptions. Streams here are subscribed to by attribute, which needs no storage; a subscription that
    /// an application adds survives the silo it was added on. Orleans' own serializer is used, because the state is of Orleans' own types.
    /// </summary>
    private static void AddPubSubStore(ISiloBuilder silo, SmartDairyOptions settings)
    {
        const string Name = "PubSubStore";
        if (settings.Database is null)
        {
            silo.AddMemoryGrainStorage(Name);
            return;
        }

        silo.AddAdoNetGrainStorage(
            Name, (OptionsBuilder<AdoNetGrainStorageOptions> storage) => storage.Configure<OrleansDataSource>((options, database) =>
        {
            options.Invariant = StoreComposition.GetAdoNetInvariant(settings);
            options.DataSource = database.DataSource;
        }));
    }

    private static void ConfigureClustering(ISiloBuilder silo, SmartDairyOptions settings)
    {
        var cluster = settings.Cluster;
        var (siloPort, gatewayPort) =
            (PortResolver.ResolveOrAllocate(cluster.SiloPort), PortResolver.ResolveOrAllocate(cluster.GatewayPort));
        if (cluster.Mode == ClusterMode.Embedded)
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: ClusterIdentity.ServiceId, clusterId: cluster.Id);
            return;
        }

        silo.UseAdoNetClustering(
            (OptionsBuilder<AdoNetClusteringSiloOptions> clustering) => clustering.Configure<OrleansDataSource>((options, database) =>
        {
            options.Invariant = StoreComposition.GetAdoNetInvariant(settings);
            options.DataSource = database.DataSource;
        }));
        silo.Configure<ClusterMembershipOptions>(membership => ConfigureFailureDetection(membership, cluster));
        if (ClusterIdentity.RunsInKubernetes)
        {
            // The pod's labels and address say who this silo is and where.
            silo.Configure<EndpointOptions>(endpoints => (endpoints.SiloPort, endpoints.GatewayPort) = (siloPort, gatewayPort));
            silo.UseKubernetesHosting();
        }
        else
        {
            silo.Configure<ClusterOptions>(names => (names.ServiceId, names.ClusterId) = (ClusterIdentity.ServiceId, cluster.Id));
            var address = cluster.Address ?? HostAddress.FindIPv4Address();
            silo.ConfigureEndpoints(address, siloPort, gatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        }
    }

    /// <summary>
    /// A silo that misses a few probes in a row is voted out, and its queues and actors move. Of two silos one vote suffices, of more it
    /// takes two. A silo that only hung finds itself voted out and ends, so that it is started anew.
    /// </summary>
    private static void ConfigureFailureDetection(ClusterMembershipOptions membership, ClusterNodeOptions cluster)
    {
        var probe = TimeSpan.FromSeconds(cluster.ProbeSeconds);
        membership.ProbeTimeout = probe;
        membership.MinProbeTimeout = probe;
        membership.MaxProbeTimeout = probe;
        membership.NumMissedProbesLimit = cluster.MissedProbes;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    private static void AddStreams(ISiloBuilder silo, SmartDairyOptions settings)
    {
        silo.Services.AddSingleton<IMqttDataAdapter, IntakeDataAdapter>();
        silo.Services.AddSingleton<IMqttFailureRecorder, FailedDeliveryRecorder>();
        silo.AddMqttStreams(IntakeStreams.ProviderName, (SiloMqttStreamConfigurator streams) =>
        {
            if (settings.Mqtt.Broker is null)
            {
                streams.UseInProcessSource();
            }
            else
            {
                streams.UseBroker(options => ExternalBrokerComposition.Configure(
                    options, settings.Mqtt, ClusterIdentity.ResolveClusterId(settings.Cluster.Id)));
            }

            streams.ConfigureMqtt(builder => builder.Configure(options =>
            {
                options.StreamNamespace = IntakeStreams.InboundNamespace;
                options.Shards = settings.Intake.Shards;
                options.Queues = settings.Intake.Shards;
                options.QueueCapacity = settings.Intake.QueueCapacity;
                options.MaxBatch = settings.Intake.MaxBatch;
            }));
        });
    }
}
