using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Alerts;
using SmartDairy.Testing.History;

namespace SmartDairy.Testing.Alerts;

/// <summary>What every store of alerts must do, whichever it is.</summary>
public abstract partial class AlertStoreContract : IAsyncLifetime
{
    private const int Farm = Sample.Farm;
    private const long Start = Sample.Start;
    private const long Minute = Sample.Minute;
    private const long Day = 86_400_000;
    private StoreUnderTest? _store;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StoreUnderTest Store => _store!;

    protected IAlertStore Alerts => Store.Alerts;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new, empty store.</summary>
    protected abstract Task<StoreUnderTest> OpenAsync();

    private static Alert Raised(
        string rule, string source, long openedAt, int farm = Farm, Priority priority = Priority.High, int? barn = 1)
        => new()
        {
            Id = AlertId.Create(rule, source, openedAt),
            FarmId = farm,
            RuleId = rule,
            RuleVersion = 1,
            RuleName = "Too hot",
            Category = "environment",
            Source = new AlertSource("sensor", source, "by the door", barn, 2),
            Priority = priority,
            State = AlertState.Open,
            Message = "Barn 1: 31.2 °C",
            Details = "{\"a\":1}",
            OpenedAt = openedAt,
            RaisedAt = openedAt + 40,
            Revision = 1,
        };

    private static Alert Ended(Alert alert, long at)
        => alert with { State = AlertState.Cleared, ClearedAt = at, ConditionEndedAt = at, Revision = alert.Revision + 1 };

    private static AlertEvent Event(Alert alert, AlertEventKind kind, long at, string? by = null, string? text = null)
        => new() { FarmId = alert.FarmId, AlertId = alert.Id, At = at, Kind = kind, By = by, Text = text };

    private static AlertCommit Commit(Alert alert, params AlertEventKind[] kinds)
        => new()
        {
            Key = new(alert.FarmId, alert.RuleId, alert.Source.Id),
            Alerts = [alert],
            Events = [.. kinds.Select(kind => Event(alert, kind, alert.RaisedAt))],
        };

    private static SuppressedAlert Suppressed(
        string rule, string source, long time, SuppressionReason reason = SuppressionReason.Snoozed, int farm = Farm)
        => new() { FarmId = farm, RuleId = rule, SourceId = source, Time = time, Reason = reason, Priority = Priority.Low };

    private static AlertDelivery Delivery(string id, long dueAt, string? alert = null, int farm = Farm, long? createdAt = null)
        => new()
        {
            Id = id,
            FarmId = farm,
            AlertId = alert,
            Channel = DeliveryChannel.Sms,
            Purpose = DeliveryPurpose.Opened,
            Address = "+491701234567",
            CreatedAt = createdAt ?? Start,
            DueAt = dueAt,
        };

    private async Task<Alert> RaiseAsync(Alert alert)
    {
        Assert.True(await Alerts.CommitAsync(Commit(alert, AlertEventKind.Opened), Cancellation));
        return alert;
    }

    private async Task<Alert> EndAsync(Alert alert, long at)
    {
        var over = Ended(alert, at);
        Assert.True(await Alerts.CommitAsync(Commit(over, AlertEventKind.Cleared), Cancellation));
        return over;
    }
}
