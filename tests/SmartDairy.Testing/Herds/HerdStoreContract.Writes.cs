using SmartDairy.History;
using SmartDairy.History.Herds;

namespace SmartDairy.Testing.Herds;

public abstract partial class HerdStoreContract
{
    [Fact]
    public async Task A_row_comes_back_as_it_was_written_and_is_replaced_by_its_id()
    {
        var row = Row("E-1", "COW-ä", Start, until: null, body: """{"note":"Kuh \"Ä\" \\u0000","n":1.50}""", modified: Start + 5);
        Assert.Equal(row with { Revision = 1 }, await WriteAndReadBackAsync(row));
        Assert.Equal(2, (await WriteAndReadBackAsync(row with { Id = "E-2" })).Revision);
        var again = row with { Subject = "", Time = Start - 1, Until = Start, Body = "[]", Modified = Start + 6 };
        Assert.Equal(again with { Revision = 3 }, await WriteAndReadBackAsync(again));
        await WriteAndReadBackAsync(row with { Kind = "binding" });
        await WriteAndReadBackAsync(row with { FarmId = 8 });
        await Store.ReopenAsync();
        Assert.Equal(again with { Revision = 3 }, await Herds.FindAsync(Farm, "event", "E-1", Cancellation));
        Assert.Equal(row with { FarmId = 8, Revision = 1 }, await Herds.FindAsync(8, "event", "E-1", Cancellation));
        Assert.Null(await Herds.FindAsync(8, "binding", "E-1", Cancellation));
        Assert.Null(await Herds.FindAsync(Farm, "event", "e-1", Cancellation));
    }

    [Fact]
    public async Task A_write_is_all_or_none_and_holds_to_what_it_expected()
    {
        Assert.True(await WriteAsync(new(Row("A"), 0), new(Row("B"), 0)));
        Assert.False(await WriteAsync(new(Row("C"), 0), new(Row("A"), 0)));
        Assert.False(await WriteAsync(new(Row("C"), 0), new(Row("A"), 2)));
        Assert.Null(await Herds.FindAsync(Farm, "event", "C", Cancellation));
        Assert.True(await WriteAsync(new(Row("C"), 0), new(Row("A", subject: "COW-2"), 1), new(Row("B"), null)));
        Assert.Equal(
            [("A", 4L), ("B", 5L), ("C", 3L)], (await Herds.ListAsync(Query(), 10, Cancellation)).Select(row => (row.Id, row.Revision)));
        Assert.Equal("COW-2", (await Herds.FindAsync(Farm, "event", "A", Cancellation))!.Subject);
        Assert.True(await Herds.WriteAsync([], Cancellation));
    }

    [Fact]
    public async Task Of_many_concurrent_writes_with_one_expected_revision_exactly_one_succeeds()
    {
        await using var other = Store.SupportsMultipleProcesses ? await Store.OpenAnotherAsync() : null;
        for (var round = 0; round < 5; round++)
        {
            var expected = round == 0 ? 0 : (await Herds.FindAsync(Farm, "event", "A", Cancellation))!.Revision;
            var tries = Enumerable.Range(0, 32)
                .Select(async caller => await (caller % 2 == 0 && other is not null ? other.Herds : Herds).WriteAsync(
                [new(Row("A", body: $"{caller}"), expected), new(Row($"B-{caller}"), null)], Cancellation));
            Assert.Equal(1, (await Task.WhenAll(tries)).Count(done => done));
        }

        Assert.Equal(10, (await Herds.ListAsync(Query(HerdRecordOrder.ByRevision), 100, Cancellation))[^1].Revision);
    }

    [Fact]
    public async Task A_conflict_fails_alone_among_many_that_share_a_commit()
    {
        await WriteAndReadBackAsync(Row("A"));
        var writes = Enumerable.Range(0, 200)
            .Select(async i =>
                (Index: i, Done: await WriteAsync(i % 10 == 3 ? new HerdWrite(Row("A"), 7) : new HerdWrite(Row($"N-{i}"), 0))));
        foreach (var (index, done) in await Task.WhenAll(writes))
        {
            Assert.Equal(index % 10 != 3, done);
        }

        Assert.Equal(Enumerable.Range(1, 181).Select(i => (long)i),
            (await Herds.ListAsync(Query(HerdRecordOrder.ByRevision), 1_000, Cancellation)).Select(row => row.Revision));
    }

    [Fact]
    public async Task A_reader_by_revision_sees_every_row_once_and_in_order_while_many_write()
    {
        const int Writers = 16;
        const int Rounds = 12;
        await using var other = Store.SupportsMultipleProcesses ? await Store.OpenAnotherAsync() : null;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var store = writer % 2 == 0 && other is not null ? other.Herds : Herds;
            for (var i = 0; i < Rounds; i++)
            {
                Assert.True(await store.WriteAsync([new(Row($"W-{writer}-{i}-a"), 0), new(Row($"W-{writer}-{i}-b"), 0)], Cancellation));
            }
        })));
        var seen = new List<HerdRecord>();
        string? after = null;
        while (seen.Count < Writers * Rounds * 2)
        {
            var page = await Herds.GetPageAsync(Query(HerdRecordOrder.ByRevision), 50, after, Cancellation);
            seen.AddRange(page.Items);
            after = page.Cursors.Count > 0 ? page.Cursors[^1] : after;
            if (writing.IsFaulted)
            {
                await writing;
            }
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(i => (long)i), seen.Select(row => row.Revision));
        Assert.Equal(seen.Count, seen.Select(row => row.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_was_written_survives_a_crash_and_what_cannot_be_written_leaves_nothing()
    {
        await WriteAndReadBackAsync(Row("A"));
        await using (await Store.BlockWritesAsync())
        {
            await Assert.ThrowsAsync<HistoryUnavailableException>(
                () => Herds.WriteAsync([new(Row("B")), new(Row("A", body: "[]"))], Cancellation));
        }

        Assert.Equal("{}", (await Herds.FindAsync(Farm, "event", "A", Cancellation))!.Body);
        Assert.True(await WriteAsync(new HerdWrite(Row("C"), 0)));
        await using var crashed = await Store.CopyAfterCrashAsync();
        Assert.Equal(["A", "C"], (await crashed.Herds.ListAsync(Query(), 10, Cancellation)).Select(row => row.Id));
    }

    [Fact]
    public async Task What_is_too_much_or_has_no_name_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Herds.WriteAsync([.. Enumerable.Range(0, 10_001).Select(i => new HerdWrite(Row($"E-{i}")))], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Herds.WriteAsync([new(Row("A")), new(Row("A"))], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Herds.WriteAsync([new(Row(""))], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Herds.WriteAsync([new(Row(new string('x', 201)))], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Herds.SaveSnapshotsAsync([new(Farm, "cow", "COW-1", 1, new byte[(1 << 20) + 1])], Cancellation));
        Assert.True(await Herds.WriteAsync([.. Enumerable.Range(0, 10_000).Select(i => new HerdWrite(Row($"E-{i}"), 0))], Cancellation));
        Assert.Equal(10_000, (await Herds.GetPageAsync(Query(), 1, null, Cancellation)).Total);
    }

    [Fact]
    public async Task Snapshots_are_saved_replaced_and_deleted()
    {
        Assert.Null(await Herds.FindSnapshotAsync(Farm, "cow", "COW-1", Cancellation));
        byte[] learned = [0, 1, 255];
        await Herds.SaveSnapshotsAsync(
            [new(Farm, "cow", "COW-1", Start, new byte[] { 9 }), new(Farm, "cow", "COW-2", Start, Array.Empty<byte>())], Cancellation);
        await Herds.SaveSnapshotsAsync(
            [new(Farm, "cow", "COW-1", Start + 1, learned), new(Farm, "sensor", "COW-1", Start, learned),
                new(8, "cow", "COW-1", Start, learned)], Cancellation);
        await Herds.SaveSnapshotsAsync([], Cancellation);
        await Store.ReopenAsync();
        var kept = (await Herds.FindSnapshotAsync(Farm, "cow", "COW-1", Cancellation))!;
        Assert.Equal(Start + 1, kept.AsOf);
        Assert.Equal(learned, kept.Body.ToArray());
        Assert.Equal(0, (await Herds.FindSnapshotAsync(Farm, "cow", "COW-2", Cancellation))!.Body.Length);
        await Herds.DeleteSnapshotAsync(Farm, "cow", "COW-1", Cancellation);
        await Herds.DeleteSnapshotAsync(Farm, "cow", "COW-1", Cancellation);
        Assert.Null(await Herds.FindSnapshotAsync(Farm, "cow", "COW-1", Cancellation));
        Assert.NotNull(await Herds.FindSnapshotAsync(8, "cow", "COW-1", Cancellation));
        Assert.NotNull(await Herds.FindSnapshotAsync(Farm, "sensor", "COW-1", Cancellation));
    }
}
