using SmartDairy.History.Herds;

namespace SmartDairy.Testing.Herds;

public abstract partial class HerdStoreContract
{
    [Fact]
    public async Task A_span_of_time_holds_what_began_before_its_end_and_had_not_ended_before_its_beginning()
    {
        await WriteAsync(
            new(Row("point", time: Start)),
            new(Row("hour", time: Start - Hour, until: Start)),
            new(Row("over", time: Start - Hour, until: Start - 1)),
            new(Row("month", time: Start - (30 * Day), until: Start)),
            new(Row("month over", time: Start - (30 * Day), until: Start - 1)),
            new(Row("lasts", time: Start - (400 * Day), until: null)),
            new(Row("later", time: Start + Hour, until: null)));
        Assert.Equal(["lasts", "month", "hour", "point"], await ListIdsAsync(Query() with { From = Start, To = Start + Hour }));
        Assert.Equal(
            ["later", "point", "hour", "month", "lasts"], await ListIdsAsync(Query(HerdRecordOrder.NewestFirst) with { From = Start }));
        Assert.Equal(["lasts", "month", "month over", "hour", "over"], await ListIdsAsync(Query() with { To = Start }));
        Assert.Equal(["lasts", "later"], await ListIdsAsync(Query() with { OngoingOnly = true }));
        Assert.Equal(["lasts"], await ListIdsAsync(Query() with { OngoingOnly = true, To = Start }));
    }

    [Fact]
    public async Task Members_of_the_body_narrow_a_query_with_its_count()
    {
        await WriteAsync(
            new(Row("A", body: """{"kind":"Heat","state":"Open"}""")),
            new(Row("B", body: """{"kind":"Heat","state":"Retracted"}""")),
            new(Row("C", body: """{"kind":"Illness","state":"Open"}""")),
            new(Row("D", until: null)));
        Assert.Equal(["A", "B"], await ListIdsAsync(Query() with { BodyEquals = [("kind", "Heat")] }));
        Assert.Equal(["A"], await ListIdsAsync(Query() with { BodyEquals = [("kind", "Heat"), ("state", "Open")], From = Start }));
        Assert.Equal(["A", "C", "D"], await ListIdsAsync(Query() with { BodyNotEquals = ("state", "Retracted") }));
        Assert.Equal(["D", "C"],
            await ListIdsAsync(Query(HerdRecordOrder.ByRevisionDescending) with
            { BodyNotEquals = ("state", "Retracted"), AfterRevision = 2 }));
        Assert.Equal(2, (await Herds.GetPageAsync(Query() with { BodyEquals = [("state", "Open")] }, 1, null, Cancellation)).Total);
        await Assert.ThrowsAsync<ArgumentException>(() => ListIdsAsync(Query() with { BodyEquals = [("kind' or 1=1 --", "x")] }));
    }

    [Fact]
    public async Task Every_query_gives_what_a_plain_search_gives_in_lists_and_page_by_page()
    {
        var random = new Random(11);
        var rows = new List<HerdRecord>();
        for (var i = 0; i < 600; i++)
        {
            var time = Start + (random.Next(0, 200) * Hour);
            long? until =
                random.Next(4) switch
                {
                    0 =>
                    null,
                    1 => time,
                    2 => time + (random.Next(1, 47) * Hour),
                    _ => time + (random.Next(48, 120) * Hour)
                };
            rows.Add(
                Row($"R-{i}", $"COW-{random.Next(4)}", time, until, random.Next(8) == 0
                    ? 8
                    : Farm, random.Next(8) == 0 ? "binding" : "event", modified: Start + random.Next(50)));
        }

        foreach (var chunk in rows.Chunk(90))
        {
            Assert.True(await Herds.WriteAsync([.. chunk.Select(row => new HerdWrite(row))], Cancellation));
        }

        var last = new Dictionary<int, long>();
        var stored = rows.ConvertAll(row => row with { Revision = last[row.FarmId] = last.GetValueOrDefault(row.FarmId) + 1 });
        for (var i = 0; i < 60; i++)
        {
            var query = new HerdQuery
            {
                FarmId = Farm,
                Kind = "event",
                Subject = random.Next(2) == 0 ? null : $"COW-{random.Next(4)}",
                From = random.Next(2) == 0 ? null : Start + (random.Next(-10, 220) * Hour),
                To = random.Next(2) == 0 ? null : Start + (random.Next(-10, 220) * Hour),
                ModifiedFrom = random.Next(3) > 0 ? null : Start + random.Next(50),
                ModifiedTo = random.Next(3) > 0 ? null : Start + random.Next(50),
                AfterRevision = random.Next(3) > 0 ? null : random.Next(500),
                OngoingOnly = random.Next(4) == 0,
                Order = (HerdRecordOrder)random.Next(4),
            };
            var expected = Search(stored, query);
            Assert.Equal(expected, await Herds.ListAsync(query, 1_000, Cancellation));
            Assert.Equal(expected.Take(7), await Herds.ListAsync(query, 7, Cancellation));
            await AssertPagesAsync(query, expected, random.Next(1, 120));
        }
    }

    private static List<HerdRecord> Search(List<HerdRecord> rows, HerdQuery query)
    {
        var found = rows.Where(row => row.FarmId == query.FarmId && row.Kind == query.Kind
            && (query.Subject is null || row.Subject == query.Subject)
            && (query.From is null || row.Until is null || row.Until >= query.From)
            && (query.To is null || row.Time < query.To)
            && (query.ModifiedFrom is null || row.Modified >= query.ModifiedFrom)
            && (query.ModifiedTo is null || row.Modified < query.ModifiedTo)
            && (query.AfterRevision is null || row.Revision > query.AfterRevision)
            && (!query.OngoingOnly || row.Until is null));
        return query.Order switch
        {
            HerdRecordOrder.ByRevision => [.. found.OrderBy(row => row.Revision)],
            HerdRecordOrder.ByRevisionDescending => [.. found.OrderByDescending(row => row.Revision)],
            HerdRecordOrder.OldestFirst => [.. found.OrderBy(row => row.Time).ThenBy(row => row.Id, StringComparer.Ordinal)],
            _ => [.. found.OrderByDescending(row => row.Time).ThenByDescending(row => row.Id, StringComparer.Ordinal)],
        };
    }

    private async Task AssertPagesAsync(HerdQuery query, List<HerdRecord> expected, int first)
    {
        var seen = new List<HerdRecord>();
        string? after = null;
        bool more;
        do
        {
            var page = await Herds.GetPageAsync(query, first, after, Cancellation);
            Assert.Equal(expected.Count, page.Total);
            Assert.Equal(page.Items.Count, page.Cursors.Count);
            seen.AddRange(page.Items);
            after = page.Cursors.Count > 0 ? page.Cursors[^1] : null;
            more = page.HasNext;
            Assert.True(!more || page.Items.Count == first);
        }
        while (more);
        Assert.Equal(expected, seen);
    }
}
