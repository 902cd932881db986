using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Animals;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Rfid;

/// <summary>Writes passages down, each with whoever wore the tag, and tags that nobody wears.</summary>
public sealed class GateDesk(IHerdStore store, HerdDesk desk, TagOwners owners, TimeProvider time)
{
    private const int MostStored = 100_000;

    /// <summary>The passage with whoever wore the tag; without a tag, or when nobody is known to wear it, whom the reader named.</summary>
    public async ValueTask<Passage> OwnedAsync(Passage passage)
        => passage.TagEpc is { } tag && await owners.OfAsync(passage.FarmId, tag, passage.StartedAt) is { } animal ? passage with { AnimalId = animal } : passage;

    /// <summary>Writes passages down. Completes when they are stored.</summary>
    public async Task KeepAsync(IReadOnlyList<Passage> passages)
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
            var passage = await OwnedAsync(told);
            rows.Add(HerdKinds.Passages.Record(passage, now));
            if (passage is { AnimalId: null, TagEpc: { } tag, Retracted: false })
            {
                unknown[tag] = unknown.TryGetValue(tag, out var other) ? other with { StartedAt = Math.Min(other.StartedAt, passage.StartedAt), EndedAt = Math.Max(other.EndedAt, passage.EndedAt) } : passage;
            }
        }

        foreach (var (tag, passage) in unknown)
        {
            rows.Add(HerdKinds.UnknownTags.Record(await SeenAsync(tag, passage), now));
        }

        await desk.WriteAsync(rows);
    }

    /// <summary>Writes down those of a place that are not stored as they are now. Completes when they are.</summary>
    public async Task RepairAsync(int farmId, string place, IReadOnlyList<Passage> passages)
    {
        if (passages.Count == 0)
        {
            return;
        }

        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdKinds.Passages.Name,
            From = passages.Min(passage => passage.StartedAt),
            To = passages.Max(passage => passage.StartedAt) + 1,
        };
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await store.ListAsync(query, MostStored, CancellationToken.None))
        {
            var passage = HerdKinds.Passages.Read(row);
            if (passage.Place == place)
            {
                stored[row.Id] = Text(passage);
            }
        }

        var wrong = new List<Passage>();
        foreach (var told in passages)
        {
            var passage = await OwnedAsync(told);
            if (stored.TryGetValue(passage.Id, out var text) ? text != Text(passage) : !passage.Retracted)
            {
                wrong.Add(passage);
            }
        }

        await KeepAsync(wrong);
    }

    /// <summary>Takes back those passages of a tag or animal at a place, begun in a span, that are not among those that there really were.</summary>
    public async Task RetractOthersAsync(int farmId, string place, IReadOnlySet<string> subjects, long from, long to, IReadOnlySet<string> real)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdKinds.Passages.Name, From = from, To = to };
        var gone = new List<Passage>();
        foreach (var row in await store.ListAsync(query, MostStored, CancellationToken.None))
        {
            var passage = HerdKinds.Passages.Read(row);
            var subject = passage.TagEpc is { } tag ? $"tag {tag}" : $"animal {passage.AnimalId}";
            if (passage.Place == place && !passage.Retracted && passage.StartedAt >= from && subjects.Contains(subject) && !real.Contains(passage.Id))
            {
                gone.Add(passage with { State = PassageState.Retracted });
            }
        }

        await KeepAsync(gone);
    }

    private async Task<UnknownTag> SeenAsync(string tag, Passage passage)
    {
        var seen = new UnknownTag { FarmId = passage.FarmId, TagEpc = tag, Place = passage.Place, FirstSeen = passage.StartedAt, LastSeen = passage.EndedAt };
        var row = await store.FindAsync(passage.FarmId, HerdKinds.UnknownTags.Name, HerdKinds.UnknownTags.Record(seen, 0).Id, CancellationToken.None);
        return row is not null && HerdKinds.UnknownTags.Read(row) is { } before
            ? seen with { FirstSeen = Math.Min(before.FirstSeen, seen.FirstSeen), LastSeen = Math.Max(before.LastSeen, seen.LastSeen) }
            : seen;
    }

    private static string Text(Passage passage) => HerdKinds.Passages.Record(passage, 0).Body;
}
