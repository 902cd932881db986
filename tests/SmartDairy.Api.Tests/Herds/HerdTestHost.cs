using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SmartDairy.Api.Rest.Icar;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Tests.Animals;
using SmartDairy.Api.Tests.Dairy;
using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Live;
using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.History.Sqlite;
using Xunit;

namespace SmartDairy.Api.Tests.Herds;

/// <summary>
/// The dairy's API over a real store and a clock that stands still at noon of 10 March 2026 in Berlin. Farms 1 and 2 exist, farm 3 does
/// not; devices and animals are those that a test puts into the registry.
/// </summary>
internal sealed class HerdTestHost : IAsyncDisposable
{
    public const long Hour = 3_600_000;
    public const long Day = 24 * Hour;
    public static readonly long Now = new DateTimeOffset(2026, 3, 10, 11, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly string _directory;
    private readonly SqliteStore _store;

    private HerdTestHost(TestHost api, FakeGrainFactory grains, FakeTimeProvider time, SqliteStore store, string directory) =>
        (Api, Grains, Time, _store, _directory) = (api, grains, time, store, directory);

    public TestHost Api { get; }

    public FakeGrainFactory Grains { get; }

    public FakeTimeProvider Time { get; }

    public required FollowSignalHerdStore Herds { get; init; }

    public IHistory History => new SqliteHistory(_store, Time);

    public IRegistry Registry => new SqliteRegistry(_store);

    public IAlertStore Alerts => new SqliteAlertStore(_store, Time);

    /// <param name="clock">In place of the one that stands still.</param>
    public static async Task<HerdTestHost> StartAsync(TimeProvider? clock = null)
    {
        var (factory, grains) = FakeGrainFactory.Create();
        _ = new FakeFarmGrain(grains, 3, 0);
        grains.Register<IFarmDirectoryGrain>(0, new FakeFarmDirectoryGrain());
        var directory = Directory.CreateTempSubdirectory("smartdairy-api-").FullName;
        var store = SqliteStore.Open(new SqliteHistoryOptions { DataDirectory = directory }, NullLogger<SqliteStore>.Instance);
        var herds = new FollowSignalHerdStore(new SqliteHerdStore(store));
        _ = new FakeFarmGrain(grains, 1, 1, herds);
        _ = new FakeFarmGrain(grains, 2, 1, herds);
        grains.Register<IHerdBookGrain>(1, new FakeHerdBookGrain(herds));
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Now));
        var api = await TestHost.StartDairyAsync(services => services
            .AddSingleton(factory).AddSingleton<ILiveFeed>(new FakeReadingFeed()).AddSingleton<IHistory>(new SqliteHistory(store, time))
            .AddSingleton(clock ?? time)
            .AddSingleton<IHerdStore>(herds).AddSingleton<IRegistry>(new SqliteRegistry(store))
            .AddSingleton<IAlertStore>(new SqliteAlertStore(store, time))
            .AddSingleton(new BrokerAddress("broker.example", 1883)).AddIcar());
        return new(api, grains, time, store, directory) { Herds = herds };
    }

    /// <summary>Stores rows, modified now.</summary>
    public async Task PutAsync<T>(HerdRecordKind<T> kind, params T[] values)
        where T : class
        => Assert.True(
            await Herds.WriteAsync(
                [.. values.Select(value => kind.ToWrite(value, Time.GetUtcNow().ToUnixTimeMilliseconds()))], CancellationToken.None));

    public async Task RegisterAsync(params AnimalRegistration[] animals)
        => Assert.Empty(await Registry.AddAnimalsAsync(animals, CancellationToken.None));

    /// <summary>Puts a device of that id, which no farm lists, among the actors.</summary>
    public void RegisterDevice(string id) => Grains.Register<IDeviceGrain>(
        id,
        new FakeDeviceGrain(new FakeFarmGrain(Grains, 9, 0), new()
        { Id = id, FarmId = 1, Type = DeviceType.EnvironmentalSensor, TopicPrefix = id }, Herds));

    /// <summary>The data of a query that must succeed.</summary>
    public async Task<JsonElement> DataAsync(string query, string? key = null)
    {
        var answer = await Api.QueryAsync(query, key: key);
        return answer.TryGetProperty("errors", out _) ? throw new InvalidOperationException(answer.ToString()) : answer.GetProperty("data");
    }

    public async Task<string?> CodeAsync(string query, string? key = null) =>
        (await Api.QueryErrorAsync(query, key: key)).GetProperty("extensions").GetProperty("code").GetString();

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public static AnimalRegistration CreateAnimal(string id, int farm = 1) => new() { Id = id, FarmId = farm, Name = $"Name of {id}" };

    public static Detection CreateDetection(
        string id, DetectionKind kind, long at, string subject = "COW-1", string type = "animal", string detector = "heat/1", int farm = 1)
        => new()
        {
            Id = id,
            FarmId = farm,
            Kind = kind,
            SubjectType = type,
            SubjectId = subject,
            StartedAt = at - (2 * Hour),
            DetectedAt = at,
            State = DetectionState.Open,
            Certainty = 0.9,
            Score = 5,
            Detector = detector,
            Reasons = [new("small", double.NaN, 2, 0.1, "A small thing."), new("big", 80, 40, 0.9, "A big thing.")],
        };
}
