using SmartDairy.Contracts.Animals;
using SmartDairy.Grains.Animals;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Rfid;

/// <summary>Reassigns past passages to the animals that wore the tags, after bindings of tags changed.</summary>
public sealed class PassageReassigner(IHerdStore store, PassageRecorder recorder, HerdRecordWriter writer, TimeProvider time)
{
    private const int PageSize = 1_000;

    /// <summary>
    /// Reassigns the passages of every tag whose bindings differ, from the earliest difference on. Completes when the changed passages are
    /// stored.
    /// </summary>
    public async Task ReassignAsync(int farmId, BindingSet before, BindingSet after)
    {
        foreach (var tag in before.All.Concat(after.All).Where(row => row.Kind == BindingKind.Tag).Select(row => row.Target)
            .Distinct(StringComparer.Ordinal).ToList())
        {
            var (was, becomes) = (BindingsOfTag(before, tag), BindingsOfTag(after, tag));
            var reach = BindingImpact.AffectedAnimals(was, becomes);
            if (reach.Count > 0)
            {
                await ReassignAsync(farmId, tag, reach.Values.Min());
            }
        }
    }

    private static BindingSet BindingsOfTag(BindingSet book, string tag) => new(book.ForTarget(BindingKind.Tag, tag));

    private async Task ReassignAsync(int farmId, string tag, long from)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Passages.Name,
            From = from,
            BodyEquals = [("tagEpc", tag)],
            Order = HerdRecordOrder.OldestFirst
        };
        string? after = null;
        while (true)
        {
            var page = await store.GetPageAsync(query, PageSize, after, CancellationToken.None);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var moved = new List<HerdRecord>();
            foreach (var row in page.Items)
            {
                var passage = HerdRecordKinds.Passages.FromRecord(row);
                var owned = await recorder.WithAnimalAsync(passage with { AnimalId = null });
                if (owned.AnimalId != passage.AnimalId && !passage.Retracted)
                {
                    moved.Add(HerdRecordKinds.Passages.ToRecord(owned, now));
                }
            }

            await writer.WriteAsync(moved);
            if (!page.HasNext)
            {
                return;
            }

            after = page.Cursors[^1];
        }
    }
}
