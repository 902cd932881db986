using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Api.GraphQL.Devices;
using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Live;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>The dairy's schema over grains in memory: farm 1 has 50 sensors, farm 2 has 2, farm 3 does not exist.</summary>
internal sealed class DairyHost : IAsyncDisposable
{
    private DairyHost(ApiHost api, PaperFarm farm, PaperFeed feed) => (Api, Farm, Feed) = (api, farm, feed);

    public ApiHost Api { get; }

    public PaperFarm Farm { get; }

    public PaperFeed Feed { get; }

    public static async Task<DairyHost> StartAsync()
    {
        var (factory, grains) = GrainDirectory.Create();
        var farm = new PaperFarm(grains, 1, 50);
        _ = new PaperFarm(grains, 2, 2);
        _ = new PaperFarm(grains, 3, 0);
        var feed = new PaperFeed();
        var api = await ApiHost.StartDairyAsync(services => services
            .AddSingleton(factory).AddSingleton<IReadingFeed>(feed).AddSingleton(new BrokerAddress("broker.example", 1883)));
        return new(api, farm, feed);
    }

    /// <summary>The data of a query that must succeed.</summary>
    public async Task<JsonElement> DataAsync(string query, string? key = null)
    {
        var answer = await Api.AskAsync(query, key: key);
        return answer.TryGetProperty("errors", out _) ? throw new InvalidOperationException(answer.ToString()) : answer.GetProperty("data");
    }

    public async Task<string?> CodeAsync(string query, string? key = null) =>
        (await Api.FailAsync(query, key: key)).GetProperty("extensions").GetProperty("code").GetString();

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
