using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Live;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.History.Sqlite;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>
/// The dairy's schema over grains in memory and a real store of herds: farm 1 has 50 sensors, farm 2 has 2, farm 3 does not exist.
/// </summary>
internal sealed class DairyTestHost : IAsyncDisposable
{
    private readonly string _directory;
    private readonly SqliteStore _store;

    private DairyTestHost(
        TestHost api, FakeFarmGrain farm, FakeReadingFeed feed, FakeHistory history, FakeGrainFactory grains, SqliteStore store,
        string directory) =>
        (Api, Farm, Feed, History, Grains, _store, _directory) = (api, farm, feed, history, grains, store, directory);

    public TestHost Api { get; }

    public FakeFarmGrain Farm { get; }

    public FakeReadingFeed Feed { get; }

    public FakeHistory History { get; }

    public FakeGrainFactory Grains { get; }

    public IHerdStore Herds => new SqliteHerdStore(_store);

    public static async Task<DairyTestHost> StartAsync()
    {
        var (factory, grains) = FakeGrainFactory.Create();
        var farm = new FakeFarmGrain(grains, 1, 50);
        _ = new FakeFarmGrain(grains, 2, 2);
        _ = new FakeFarmGrain(grains, 3, 0);
        grains.Register<IFarmDirectoryGrain>(0, new FakeFarmDirectoryGrain());
        var (feed, history) = (new FakeReadingFeed(), new FakeHistory());
        var directory = Directory.CreateTempSubdirectory("smartdairy-api-").FullName;
        var store = SqliteStore.Open(new SqliteHistoryOptions { DataDirectory = directory }, NullLogger<SqliteStore>.Instance);
        var api = await TestHost.StartDairyAsync(services => services
            .AddSingleton(factory).AddSingleton<ILiveFeed>(feed).AddSingleton<IHistory>(history)
            .AddSingleton<IHerdStore>(new SqliteHerdStore(store))
            .AddSingleton(new BrokerAddress("broker.example", 1883)));
        return new(api, farm, feed, history, grains, store, directory);
    }

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
}
