using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.History;

namespace SmartDairy.Grains.Animals;

/// <content>Notifications of animals about stored events and bindings, repeated until they succeed.</content>
public sealed partial class HerdBookGrain
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, Func<IAnimalGrain, Task>> _pendingNotifications = new(StringComparer.Ordinal);
    private IGrainTimer? _retryTimer;

    private Task NotifyAnimalsAsync(IEnumerable<string> animalIds)
    {
        foreach (var id in animalIds)
        {
            _pendingNotifications[$"event/{id}"] = static animal => animal.NotifyEventsChangedAsync();
        }

        return SendNotificationsAsync();
    }

    private Task NotifyAnimalsAsync(IReadOnlyDictionary<string, long> rebound)
    {
        foreach (var (id, from) in rebound)
        {
            _pendingNotifications[$"binding/{id}"] = animal => animal.NotifyBindingsChangedAsync(from);
        }

        return SendNotificationsAsync();
    }

    private async Task SendNotificationsAsync()
    {
        _retryTimer?.Dispose();
        _retryTimer = null;
        await Task.WhenAll(_pendingNotifications.ToArray().Select(async untold =>
        {
            var animal = untold.Key[(untold.Key.IndexOf('/') + 1)..];
            try
            {
                await untold.Value(GrainFactory.GetGrain<IAnimalGrain>($"{Farm}/{animal}"));
                _pendingNotifications.Remove(untold.Key);
            }
            catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
            {
                LogNotificationFailed(Farm, animal, e.Message);
            }
        }));
        if (_pendingNotifications.Count > 0)
        {
            _retryTimer ??= this.RegisterGrainTimer(
                static (grain, _) => grain.SendNotificationsAsync(), this,
                new GrainTimerCreationOptions(RetryDelay, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        }
    }

    [LoggerMessage(2711, LogLevel.Warning,
        "Failed to notify animal {Animal} of farm {Farm} of stored events or bindings ({Reason}); retrying in 5 s")]
    private partial void LogNotificationFailed(int farm, string animal, string reason);
}
