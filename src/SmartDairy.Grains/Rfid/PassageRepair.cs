using SmartDairy.Contracts.Animals;
using SmartDairy.Grains.Animals;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Rfid;

/// <summary>Gives passages of the past to whoever wore the tag then, after it was told who that was.</summary>
public sealed class PassageRepair(IHerdStore store, GateDesk gates, HerdDesk desk, TimeProvider time)
{
    private const int AtOnce = 1_000;

    /// <summary>Looks through the passages of every tag that changed hands, from the first time that it did. Completes when what is different is stored.</summary>
    public async Task FollowAsync(int farmId, BindingBook before, BindingBook after)
    {
        foreach (var tag in before.All.Concat(after.All).Where(row => row.Kind == BindingKind.Tag).Select(row => row.Target).Distinct(StringComparer.Ordinal).ToList())
        {
            var (was, becomes) = (Of(before, tag), Of(after, tag));
            var reach = BindingReach.Of(was, becomes);
            if (reach.Count > 0)
            {
                await FollowAsync(farmId, tag, reach.Values.Min());
            }
        }
    }

    private static BindingBook Of(BindingBook book, string tag) => new(book.OfTarget(BindingKind.Tag, tag));

    private async Task FollowAsync(int farmId, string tag, long from)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdKinds.Passages.Name, From = from, Having = [("tagEpc", tag)], Order = HerdOrder.OldestFirst };
        string? after = null;
        while (true)
        {
            var page = await store.PageAsync(query, AtOnce, after, CancellationToken.None);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var moved = new List<HerdRecord>();
            foreach (var row in page.Items)
            {
                var passage = HerdKinds.Passages.Read(row);
                var owned = await gates.OwnedAsync(passage with { AnimalId = null });
                if (owned.AnimalId != passage.AnimalId && !passage.Retracted)
                {
                    moved.Add(HerdKinds.Passages.Record(owned, now));
                }
            }

            await desk.WriteAsync(moved);
            if (!page.HasNext)
            {
                return;
            }

            after = page.Cursors[^1];
        }
    }
}
