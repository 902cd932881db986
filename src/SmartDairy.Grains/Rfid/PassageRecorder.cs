using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Animals;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Rfid;

namespace SmartDairy.Grains.Rfid;

/// <summary>Records passages with the animal that wore the tag, and tags without an animal.</summary>
public sealed class PassageRecorder(IHerdStore store, HerdRecordWriter writer, TagAnimalLookup tagAnimals, TimeProvider time)
{
    private const int MaxStoredPassages = 100_000;

    /// <summary>
    /// The passage with the animal that wore the tag; without a tag or a known wearer, with the animal that the reader named.
    /// </summary>
    public async ValueTask<Passage> WithAnimalAsync(Passage passage)
        => passage.TagEpc is { } tag && await tagAnimals.FindAsync(passage.FarmId, tag, passage.StartedAt) is { } animal
            ? passage with { AnimalId = animal }
            : passage;

    /// <summary>Records passages. Completes when they are stored.</summary>
    public async Task RecordAsync(IReadOnlyList<Passage> passages)
    {
        if (passages.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = new List<HerdRecord>(passages.Count);
        var unknown = new Dictionary<string, Passage>(StringComparer.Ordinal);
        foreach (var told in passages)
        {
            var passage = await WithAnimalAsync(told);
            rows.Add(HerdRecordKinds.Passages.ToRecord(passage, now));
            if (passage is { AnimalId: null, TagEpc: { } tag, Retracted: false })
            {
                unknown[tag] = unknown.TryGetValue(tag, out var other)
                    ? other with
                    { StartedAt = Math.Min(other.StartedAt, passage.StartedAt), EndedAt = Math.Max(other.EndedAt, passage.EndedAt) }
                    : passage;
            }
        }

        foreach (var (tag, passage) in unknown)
        {
            rows.Add(HerdRecordKinds.UnknownTags.ToRecord(await MergeUnknownTagAsync(tag, passage), now));
        }

        await writer.WriteAsync(rows);
    }

    /// <summary>Records those passages of a place that differ from what is stored. Completes when they are stored.</summary>
    public async Task RecordChangedAsync(int farmId, string place, IReadOnlyList<Passage> passages)
    {
        if (passages.Count == 0)
        {
            return;
        }

        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Passages.Name,
            From = passages.Min(passage => passage.StartedAt),
            To = passages.Max(passage => passage.StartedAt) + 1,
        };
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await store.ListAsync(query, MaxStoredPassages, CancellationToken.None))
        {
            var passage = HerdRecordKinds.Passages.FromRecord(row);
            if (passage.Place == place)
            {
                stored[row.Id] = SerializeBody(passage);
            }
        }

        var wrong = new List<Passage>();
        foreach (var told in passages)
        {
            var passage = await WithAnimalAsync(told);
            if (stored.TryGetValue(passage.Id, out var text) ? text != SerializeBody(passage) : !passage.Retracted)
            {
                wrong.Add(passage);
            }
        }

        await RecordAsync(wrong);
    }

    /// <summary>Retracts the stored passages of some tags and animals at a place, begun in a span, whose ids are not valid.</summary>
    public async Task RetractOthersAsync(
        int farmId, string place, IReadOnlySet<string> subjects, long from, long to, IReadOnlySet<string> validIds)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Passages.Name, From = from, To = to };
        var gone = new List<Passage>();
        foreach (var row in await store.ListAsync(query, MaxStoredPassages, CancellationToken.None))
        {
            var passage = HerdRecordKinds.Passages.FromRecord(row);
            var subject = PassageFold.SubjectKey(passage.TagEpc, passage.AnimalId);
            if (passage.Place == place && !passage.Retracted && passage.StartedAt >= from && subject is not null
                && subjects.Contains(subject) && !validIds.Contains(passage.Id))
            {
                gone.Add(passage with { State = PassageState.Retracted });
            }
        }

        await RecordAsync(gone);
    }

    private async Task<UnknownTag> MergeUnknownTagAsync(string tag, Passage passage)
    {
        var seen = new UnknownTag
        { FarmId = passage.FarmId, TagEpc = tag, Place = passage.Place, FirstSeen = passage.StartedAt, LastSeen = passage.EndedAt };
        var row =
            await store.FindAsync(
                passage.FarmId, HerdRecordKinds.UnknownTags.Name, HerdRecordKinds.UnknownTags.ToRecord(seen, 0).Id, CancellationToken.None);
        return row is not null && HerdRecordKinds.UnknownTags.FromRecord(row) is { } before
            ? seen with { FirstSeen = Math.Min(before.FirstSeen, seen.FirstSeen), LastSeen = Math.Max(before.LastSeen, seen.LastSeen) }
            : seen;
    }

    private static string SerializeBody(Passage passage) => HerdRecordKinds.Passages.ToRecord(passage, 0).Body;
}
