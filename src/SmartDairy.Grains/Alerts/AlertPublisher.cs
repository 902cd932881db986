using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Intake;
using SmartDairy.History.Alerts;
using SmartDairy.Notifications.Payloads;

namespace SmartDairy.Grains.Alerts;

/// <summary>Publishes stored alerts: to the alert feeds of this process, and on their MQTT topics.</summary>
public sealed partial class AlertPublisher(
    IServiceProvider services,
    IAlertStore store,
    AlertConfigurationCache configurations,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<AlertPublisher> log)
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _nextEvents = new();

    /// <summary>Completes when this process stores the next event of the farm.</summary>
    public Task WaitForNextEventAsync(int farmId)
        => _nextEvents.GetOrAdd(farmId, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Notifies the feeds of this process that an event of the farm was stored.</summary>
    public void NotifyStored(int farmId)
    {
        if (_nextEvents.TryRemove(farmId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>Publishes an alert on its topic. Throws when the broker does not accept it.</summary>
    public async Task PublishNowAsync(Alert alert)
    {
        var topic = AlertTopic.From(alert);
        var configuration = await configurations.GetAsync(alert.FarmId);
        var json = AlertJson.Serialize(alert, configuration.GetActionsJson(alert.RuleId));
        await services.GetRequiredKeyedService<IStreamProvider>(IntakeStreams.ProviderName)
            .GetStream<OutboundMessage>(StreamId.Create(IntakeStreams.OutboundNamespace, topic))
            .OnNextAsync(new OutboundMessage(topic, Encoding.UTF8.GetBytes(json)));
    }

    /// <summary>Publishes an alert on its topic, or queues it in the farm's outbox when that fails. Never throws.</summary>
    public async Task PublishOrQueueAsync(Alert alert)
    {
        try
        {
            await PublishNowAsync(alert);
        }
        catch (Exception e)
        {
            LogPublishFailed(alert.Id, e.Message);
            await QueueDeliveryAsync(alert);
        }
    }

    private async Task QueueDeliveryAsync(Alert alert)
    {
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            await store.SaveDeliveriesAsync(
                [
                    new AlertDelivery
                    {
                        Id = $"{alert.RaisedAt:x12}-mqtt-{alert.Id}-{alert.Revision}",
                        FarmId = alert.FarmId,
                        AlertId = alert.Id,
                        Channel = DeliveryChannel.Mqtt,
                        Purpose = alert.State == AlertState.Cleared ? DeliveryPurpose.Cleared : DeliveryPurpose.Opened,
                        Address = AlertTopic.From(alert),
                        CreatedAt = now,
                        DueAt = now,
                    },
                ],
                CancellationToken.None);
            await grains.GetGrain<IOutboxGrain>(alert.FarmId).SignalPendingAsync();
        }
        catch (Exception e)
        {
            LogQueueFailed(alert.Id, e.Message);
        }
    }

    [LoggerMessage(2421, LogLevel.Warning, "Failed to publish alert {Alert} over MQTT ({Reason}); queued for delivery")]
    private partial void LogPublishFailed(string alert, string reason);

    [LoggerMessage(2422, LogLevel.Error, "Failed to queue alert {Alert} for delivery over MQTT ({Reason}); the alert is not published")]
    private partial void LogQueueFailed(string alert, string reason);
}
