using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Animals;

/// <summary>The actor of one animal. Its key is <c>farm/animal</c>, e.g. <c>1/COW-7</c>.</summary>
[Alias("animal")]
public interface IAnimalGrain : IGrainWithStringKey
{
    /// <summary>Null when no such animal is registered.</summary>
    [Alias("get")] Task<AnimalSnapshot?> GetAsync();

    /// <summary>Tells her what a meter, a reader or her collar saw of her. Sent without waiting: what is lost is rebuilt from history.</summary>
    [Alias("observe"), Orleans.Concurrency.OneWay] Task ObserveAsync(Reading newest);

    /// <summary>Judges stored readings about her by the rules of her farm. Completes when all that follows is stored too; throws when that cannot be now.</summary>
    [Alias("judge"), Orleans.Concurrency.AlwaysInterleave] Task JudgeAsync(IReadOnlyList<Reading> readings);

    /// <summary>A rule waits for her: she stays awake, and does by the clock what is due.</summary>
    [Alias("watch"), Orleans.Concurrency.AlwaysInterleave] Task WatchAsync();
}
