using System.Collections.Concurrent;
using SmartDairy.Contracts.Animals;
using SmartDairy.Grains.Animals;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Rfid;

/// <summary>Who wore a tag when, as this silo knows it: by the bindings of the time, and for a tag no binding was ever told of by the registration, which is asked at most every minute.</summary>
public sealed class TagOwners(BindingBooks books, IRegistry registry, TimeProvider time)
{
    private const int MostKept = 100_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(int, string), (string? Animal, long At)> _registered = new();

    /// <summary>Null when nobody is known to have worn it then.</summary>
    /// <param name="at">Unix milliseconds.</param>
    public async ValueTask<string?> OfAsync(int farmId, string tagEpc, long at)
    {
        var book = await books.OfAsync(farmId);
        return book.Knows(BindingKind.Tag, tagEpc) ? book.AnimalAt(BindingKind.Tag, tagEpc, at, null) : await RegisteredAsync(farmId, tagEpc);
    }

    private async ValueTask<string?> RegisteredAsync(int farmId, string tagEpc)
    {
        if (_registered.TryGetValue((farmId, tagEpc), out var known) && time.GetElapsedTime(known.At) < Fresh)
        {
            return known.Animal;
        }

        var animal = await registry.AnimalOfTagAsync(farmId, tagEpc, CancellationToken.None);
        if (_registered.Count >= MostKept)
        {
            // Ghost reads make up tags without end.
            _registered.Clear();
        }

        _registered[(farmId, tagEpc)] = (animal, time.GetTimestamp());
        return animal;
    }
}
