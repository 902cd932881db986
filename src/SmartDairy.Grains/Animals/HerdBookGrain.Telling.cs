using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.History;

namespace SmartDairy.Grains.Animals;

/// <content>Telling animals what was written of them: until they know.</content>
public sealed partial class HerdBookGrain
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, Func<IAnimalGrain, Task>> _untold = new(StringComparer.Ordinal);
    private IGrainTimer? _telling;

    private Task TellAsync(IEnumerable<string> animalIds)
    {
        foreach (var id in animalIds)
        {
            _untold[$"event/{id}"] = static animal => animal.EventsChangedAsync();
        }

        return TellAgainAsync();
    }

    private Task TellAsync(IReadOnlyDictionary<string, long> rebound)
    {
        foreach (var (id, from) in rebound)
        {
            _untold[$"binding/{id}"] = animal => animal.BindingsChangedAsync(from);
        }

        return TellAgainAsync();
    }

    private async Task TellAgainAsync()
    {
        _telling?.Dispose();
        _telling = null;
        await Task.WhenAll(_untold.ToArray().Select(async untold =>
        {
            var animal = untold.Key[(untold.Key.IndexOf('/') + 1)..];
            try
            {
                await untold.Value(GrainFactory.GetGrain<IAnimalGrain>($"{Farm}/{animal}"));
                _untold.Remove(untold.Key);
            }
            catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
            {
                LogLater(Farm, animal, e.Message);
            }
        }));
        if (_untold.Count > 0)
        {
            _telling ??= this.RegisterGrainTimer(
                static (grain, _) => grain.TellAgainAsync(), this, new GrainTimerCreationOptions(Again, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        }
    }

    [LoggerMessage(2711, LogLevel.Warning, "Animal {Animal} of farm {Farm} cannot be told now of what was written of her ({Reason}); she is told again")]
    private partial void LogLater(int farm, string animal, string reason);
}
