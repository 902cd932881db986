using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Intake;
using SmartDairy.History.Alerts;
using SmartDairy.Notifications.Format;

namespace SmartDairy.Grains.Alerts;

/// <summary>Makes known what was stored of alerts: to whoever tails their events in this process, and on their MQTT topics.</summary>
public sealed partial class AlertNews(IServiceProvider services, IAlertStore store, RuleBooks books, IGrainFactory grains, TimeProvider time, ILogger<AlertNews> log)
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _next = new();

    /// <summary>Completes when this process stores the next event of the farm.</summary>
    public Task NextAsync(int farmId) => _next.GetOrAdd(farmId, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Stored(int farmId)
    {
        if (_next.TryRemove(farmId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>Publishes the alert on its topic; throws when the broker does not take it.</summary>
    public async Task SendAsync(Alert alert)
    {
        var topic = AlertTopic.Of(alert);
        var book = await books.OfAsync(alert.FarmId);
        var json = AlertJson.Of(alert, book.ActionsJson(alert.RuleId));
        await services.GetRequiredKeyedService<IStreamProvider>(Shards.ProviderName)
            .GetStream<OutboundMessage>(StreamId.Create(Shards.OutboundNamespace, topic))
            .OnNextAsync(new OutboundMessage(topic, Encoding.UTF8.GetBytes(json)));
    }

    /// <summary>Publishes the alert on its topic. What cannot be published now is left to the farm's dispatcher. Never throws.</summary>
    public async Task PublishAsync(Alert alert)
    {
        try
        {
            await SendAsync(alert);
        }
        catch (Exception e)
        {
            LogLater(alert.Id, e.Message);
            await LeaveAsync(alert);
        }
    }

    private async Task LeaveAsync(Alert alert)
    {
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            await store.SaveDeliveriesAsync(
                [
                    new DeliveryRow
                    {
                        Id = $"{alert.RaisedAt:x12}-mqtt-{alert.Id}-{alert.Revision}",
                        FarmId = alert.FarmId,
                        AlertId = alert.Id,
                        Channel = DeliveryChannel.Mqtt,
                        Purpose = alert.State == AlertState.Cleared ? DeliveryPurpose.Cleared : DeliveryPurpose.Opened,
                        Address = AlertTopic.Of(alert),
                        CreatedAt = now,
                        DueAt = now,
                    },
                ],
                CancellationToken.None);
            await grains.GetGrain<IDispatchGrain>(alert.FarmId).NudgeAsync();
        }
        catch (Exception e)
        {
            LogLost(alert.Id, e.Message);
        }
    }

    [LoggerMessage(2421, LogLevel.Warning, "Alert {Alert} cannot be published over MQTT now ({Reason}); trying again")]
    private partial void LogLater(string alert, string reason);

    [LoggerMessage(2422, LogLevel.Error, "Alert {Alert} was not published over MQTT, and could not be kept for later ({Reason})")]
    private partial void LogLost(string alert, string reason);
}
