using SmartDairy.Contracts;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History.Herds;

namespace SmartDairy.Herd.Passages;

/// <summary>Reads passages of gates and stays in areas out of the store, without those that were retracted.</summary>
public static class PassageReader
{
    private const int MaxPassages = 20_000;

    internal static readonly (string Member, string Value) NotRetracted = ("state", nameof(PassageState.Retracted));

    /// <summary>One page of a farm's passages, the newest first. Every filter that is not null narrows the list.</summary>
    /// <param name="store">Holds the passages.</param>
    /// <param name="farmId">Farm of the passages.</param>
    /// <param name="filter">Passages to list.</param>
    /// <param name="first">Rows of the page.</param>
    /// <param name="after">Cursor of the row before the page; null for the first page.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static Task<Page<HerdRecord>> ReadPageAsync(
        IHerdStore store, int farmId, PassageFilter filter, int first, string? after, CancellationToken cancellationToken)
    {
        var equal = new List<(string, string)>(2);
        if (filter.Place is { } place)
        {
            equal.Add(("place", place));
        }

        if (filter.TagEpc is { } tag)
        {
            equal.Add(("tagEpc", tag));
        }

        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Passages.Name,
            Subject = filter.AnimalId,
            From = filter.From,
            To = filter.To,
            BodyEquals = equal,
            BodyNotEquals = NotRetracted,
        };
        return store.GetPageAsync(query, first, after, cancellationToken);
    }

    /// <summary>
    /// The time that an animal spent in each area within a span, by place; areas that the animal did not visit are left out.
    /// </summary>
    /// <param name="store">Holds the passages.</param>
    /// <param name="farmId">Farm of the animal.</param>
    /// <param name="animalId">Animal whose stays are added up.</param>
    /// <param name="from">Beginning of the span, Unix milliseconds.</param>
    /// <param name="to">End of the span, exclusive, Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<IReadOnlyList<AreaTime>> ReadTimeInAreasAsync(
        IHerdStore store, int farmId, string animalId, long from, long to, CancellationToken cancellationToken)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Passages.Name,
            Subject = animalId,
            From = from,
            To = to,
            BodyNotEquals = NotRetracted,
        };
        var areas = new SortedDictionary<string, AreaTime>(StringComparer.Ordinal);
        foreach (var row in await store.ListAsync(query, MaxPassages, cancellationToken))
        {
            var stay = HerdRecordKinds.Passages.FromRecord(row);
            if (!TagPlace.IsGate(stay.Place))
            {
                var known = areas.GetValueOrDefault(stay.Place) ?? new(stay.Place, 0, 0);
                var within = Math.Max(0, Math.Min(stay.EndedAt, to) - Math.Max(stay.StartedAt, from));
                areas[stay.Place] = known with { Stays = known.Stays + 1, Milliseconds = known.Milliseconds + within };
            }
        }

        return [.. areas.Values];
    }
}

/// <summary>Passages to list; null members do not narrow the list.</summary>
/// <param name="AnimalId">Animal that passed.</param>
/// <param name="TagEpc">Tag that was read.</param>
/// <param name="Place">Place such as gate/NORTH or area/BUNK-1.</param>
/// <param name="From">Passages that ended before are left out, Unix milliseconds.</param>
/// <param name="To">Passages that began then or later are left out, Unix milliseconds.</param>
public sealed record PassageFilter(string? AnimalId, string? TagEpc, string? Place, long? From, long? To);

/// <summary>Time that an animal spent in one area.</summary>
/// <param name="Place">The area, such as area/BUNK-1.</param>
/// <param name="Stays">Number of stays.</param>
/// <param name="Milliseconds">Length of all stays together, within the span that was asked for.</param>
public sealed record AreaTime(string Place, int Stays, long Milliseconds);
