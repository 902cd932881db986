using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartDairy.Api.Tests.Alerts.Fakes;
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

/// <summary>
/// The dairy's schema over alerts in memory: farm 1 has 50 sensors and farm 2 has 2, each with a rule book; farm 3 does not exist.
/// </summary>
internal sealed class AlertTestHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 30, TimeSpan.Zero);

    private readonly FakeGrainFactory _grains;

    private AlertTestHost(
        TestHost api, FakeGrainFactory grains, FakeAlertStore store, FakeAcknowledgeLinks links, FakeBacktester backtester,
        FakeAlertFeed feed) =>
        (Api, _grains, Store, Links, Backtester, Feed) = (api, grains, store, links, backtester, feed);

    public TestHost Api { get; }

    public FakeAlertStore Store { get; }

    public FakeAcknowledgeLinks Links { get; }

    public FakeBacktester Backtester { get; }

    public FakeAlertFeed Feed { get; }

    public required FakeFarmGrain Farm { get; init; }

    public required FakeRuleSetGrain RuleBook { get; init; }

    public required FakeOutboxGrain Outbox { get; init; }

    public static async Task<AlertTestHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var (factory, grains) = FakeGrainFactory.Create();
        var store = new FakeAlertStore();
        var farm = new FakeFarmGrain(grains, 1, 50) { Barns = [1, 2, 3] };
        _ = new FakeFarmGrain(grains, 2, 2);
        _ = new FakeFarmGrain(grains, 3, 0);
        grains.Register<IFarmDirectoryGrain>(0, new FakeFarmDirectoryGrain());
        var (book, dispatch) = (new FakeRuleSetGrain(store, 1), new FakeOutboxGrain(store, 1));
        grains.Register<IRuleSetGrain>(1, book);
        grains.Register<IOutboxGrain>(1, dispatch);
        grains.Register<IRuleSetGrain>(2, new FakeRuleSetGrain(store, 2));
        grains.Register<IOutboxGrain>(2, new FakeOutboxGrain(store, 2));
        var (links, backtester, feed) = (new FakeAcknowledgeLinks(), new FakeBacktester(), new FakeAlertFeed());
        var api = await TestHost.StartDairyAsync(
            services => services.AddSingleton(factory).AddSingleton<ILiveFeed>(new FakeReadingFeed())
            .AddSingleton<IHistory>(new FakeHistory())
                .AddSingleton<TimeProvider>(new FakeTimeProvider(Now)).AddSingleton<IAlertStore>(store)
                .AddSingleton<IAcknowledgeLinkVerifier>(links)
                .AddSingleton<IBacktester>(backtester).AddSingleton<IAlertFeed>(feed)
                .AddSingleton<INotificationChannels>(new FakeChannelStatus()),
            settings);
        return new(api, grains, store, links, backtester, feed) { RuleBook = book, Outbox = dispatch, Farm = farm };
    }

    /// <summary>Stores an alert and gives it an actor.</summary>
    public Alert Put(Alert alert)
    {
        Store.Alerts.Add(alert);
        _grains.Register<IAlertGrain>(new AlertKey(alert.FarmId, alert.RuleId, alert.Source.Id).ToString(), new FakeAlertGrain(Store));
        return alert;
    }

    /// <summary>The data of an operation that must succeed.</summary>
    public async Task<JsonElement> DataAsync(string query, string? key = null, object? variables = null)
    {
        var answer = await Api.QueryAsync(query, variables, key);
        return answer.TryGetProperty("errors", out _) ? throw new InvalidOperationException(answer.ToString()) : answer.GetProperty("data");
    }

    public async Task<string?> CodeAsync(string query, string? key = null) =>
        (await Api.QueryErrorAsync(query, key: key)).GetProperty("extensions").GetProperty("code").GetString();

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
