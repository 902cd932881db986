using System.Collections.Concurrent;
using SmartDairy.Contracts.Animals;
using SmartDairy.Grains.Animals;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Rfid;

/// <summary>
/// Looks up the animal that wore a tag at a time: by the bindings, and for a tag without any binding by the registration, which is read at
/// most once a minute.
/// </summary>
public sealed class TagAnimalLookup(BindingCache bindings, IRegistry registry, TimeProvider time)
{
    private const int MaxCached = 100_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(int, string), (string? Animal, long At)> _registered = new();

    /// <summary>The animal; null when none is known to have worn the tag.</summary>
    /// <param name="at">Unix milliseconds.</param>
    public async ValueTask<string?> FindAsync(int farmId, string tagEpc, long at)
    {
        var book = await bindings.GetAsync(farmId);
        return book.HasBindings(BindingKind.Tag, tagEpc)
            ? book.AnimalAt(BindingKind.Tag, tagEpc, at, null)
            : await FindRegisteredAsync(farmId, tagEpc);
    }

    private async ValueTask<string?> FindRegisteredAsync(int farmId, string tagEpc)
    {
        if (_registered.TryGetValue((farmId, tagEpc), out var known) && time.GetElapsedTime(known.At) < MaxAge)
        {
            return known.Animal;
        }

        var animal = await registry.FindAnimalIdByTagAsync(farmId, tagEpc, CancellationToken.None);
        if (_registered.Count >= MaxCached)
        {
            // Ghost reads invent tags without end.
            _registered.Clear();
        }

        _registered[(farmId, tagEpc)] = (animal, time.GetTimestamp());
        return animal;
    }
}
