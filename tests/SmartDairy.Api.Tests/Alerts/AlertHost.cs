using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartDairy.Api.Tests.Alerts.Paper;
using SmartDairy.Api.Tests.Dairy;
using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Live;
using SmartDairy.History;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Tests.Alerts;

/// <summary>The dairy's schema over alerts in memory: farm 1 has 50 sensors and farm 2 has 2, each with a rule book; farm 3 does not exist.</summary>
internal sealed class AlertHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 30, TimeSpan.Zero);

    private readonly GrainDirectory _grains;

    private AlertHost(TestHost api, GrainDirectory grains, PaperAlertStore store, PaperLinks links, PaperBacktester backtester, PaperAlertFeed feed) =>
        (Api, _grains, Store, Links, Backtester, Feed) = (api, grains, store, links, backtester, feed);

    public TestHost Api { get; }

    public PaperAlertStore Store { get; }

    public PaperLinks Links { get; }

    public PaperBacktester Backtester { get; }

    public PaperAlertFeed Feed { get; }

    public required PaperFarm Farm { get; init; }

    public required PaperRuleBook Book { get; init; }

    public required PaperDispatch Dispatch { get; init; }

    public static async Task<AlertHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var (factory, grains) = GrainDirectory.Create();
        var store = new PaperAlertStore();
        var farm = new PaperFarm(grains, 1, 50) { Barns = [1, 2, 3] };
        _ = new PaperFarm(grains, 2, 2);
        _ = new PaperFarm(grains, 3, 0);
        grains.Put<IFarmDirectoryGrain>(0, new PaperDirectory());
        var (book, dispatch) = (new PaperRuleBook(store, 1), new PaperDispatch(store, 1));
        grains.Put<IRuleBookGrain>(1, book);
        grains.Put<IDispatchGrain>(1, dispatch);
        grains.Put<IRuleBookGrain>(2, new PaperRuleBook(store, 2));
        grains.Put<IDispatchGrain>(2, new PaperDispatch(store, 2));
        var (links, backtester, feed) = (new PaperLinks(), new PaperBacktester(), new PaperAlertFeed());
        var api = await TestHost.StartDairyAsync(
            services => services.AddSingleton(factory).AddSingleton<IReadingFeed>(new PaperFeed()).AddSingleton<IHistory>(new PaperHistory())
                .AddSingleton<TimeProvider>(new FakeTimeProvider(Now)).AddSingleton<IAlertStore>(store).AddSingleton<IAcknowledgeLinks>(links)
                .AddSingleton<IBacktester>(backtester).AddSingleton<IAlertFeed>(feed).AddSingleton<IChannelStatus>(new PaperChannels()),
            settings);
        return new(api, grains, store, links, backtester, feed) { Book = book, Dispatch = dispatch, Farm = farm };
    }

    /// <summary>Stores an alert and gives it an actor.</summary>
    public Alert Put(Alert alert)
    {
        Store.Alerts.Add(alert);
        _grains.Put<IAlertGrain>(new AlertKey(alert.FarmId, alert.RuleId, alert.Source.Id).ToString(), new PaperAlert(Store));
        return alert;
    }

    /// <summary>The data of an operation that must succeed.</summary>
    public async Task<JsonElement> DataAsync(string query, string? key = null, object? variables = null)
    {
        var answer = await Api.AskAsync(query, variables, key);
        return answer.TryGetProperty("errors", out _) ? throw new InvalidOperationException(answer.ToString()) : answer.GetProperty("data");
    }

    public async Task<string?> CodeAsync(string query, string? key = null) =>
        (await Api.FailAsync(query, key: key)).GetProperty("extensions").GetProperty("code").GetString();

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
