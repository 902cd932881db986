using SmartDairy.History.Rejected;

namespace SmartDairy.Testing.History;

public abstract partial class HistoryContract
{
    [Fact]
    public async Task Refused_messages_come_newest_first_in_pages()
    {
        await History.AppendRejectedAsync([.. Enumerable.Range(0, 25).Select(i => Sample.Rejected(i, i % 2 == 0 ? "ENV-1" : null))]);
        var seen = new List<RejectedMessage>();
        string? after = null;
        while (true)
        {
            var page = await History.ListRejectedAsync(Sample.Farm, null, 10, after, Cancellation);
            Assert.Equal(25, page.Total);
            seen.AddRange(page.Items);
            after = page.Cursors[^1];
            Assert.Equal(seen.Count < 25, page.HasNext);
            if (!page.HasNext)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => Sample.Start + i), seen.Select(message => message.ReceivedAt));
        var ofDevice = await History.ListRejectedAsync(Sample.Farm, "ENV-1", 100, null, Cancellation);
        Assert.Equal(13, ofDevice.Total);
        Assert.All(ofDevice.Items, message => Assert.Equal("ENV-1", message.DeviceId));
        Assert.False(ofDevice.HasNext);
    }

    [Fact]
    public async Task A_refused_message_comes_back_byte_for_byte()
    {
        byte[] payload = [0, 1, 0xFF, (byte)'\'', (byte)'"', (byte)'%', 0x0A, 0xC3];
        var message = Sample.Rejected(1, "x'; drop table rejected; --", payload: payload) with
        {
            Principal = "GW-1",
            Topic = "dairy/'\"%_\u0007/ü/🐄",
            JsonPath = "$.readings['a\"b']",
            Truncated = true,
        };
        var empty = Sample.Rejected(2, null, payload: []);
        await History.AppendRejectedAsync([message, empty]);
        var found = await History.FindRejectedAsync(Sample.Farm, [message.Id, empty.Id, "no such id"], Cancellation);
        Assert.Equal(2, found.Count);
        var same = found.Single(one => one.Id == message.Id);
        Assert.Equal(payload, same.Payload.ToArray());
        Assert.Equal(message with { Payload = default }, same with { Payload = default });
        Assert.Equal(0, found.Single(one => one.Id == empty.Id).Payload.Length);
        Assert.Null(found.Single(one => one.Id == empty.Id).DeviceId);
    }

    [Fact]
    public async Task Refused_messages_of_another_farm_are_not_seen()
    {
        var mine = Sample.Rejected(1, "ENV-1");
        var theirs = Sample.Rejected(2, "ENV-1", farm: 99);
        await History.AppendRejectedAsync([mine, theirs]);
        Assert.Equal(mine.Id, Assert.Single((await History.ListRejectedAsync(Sample.Farm, null, 10, null, Cancellation)).Items).Id);
        Assert.Equal(mine.Id, Assert.Single((await History.ListRejectedAsync(Sample.Farm, "ENV-1", 10, null, Cancellation)).Items).Id);
        Assert.Equal(mine.Id, Assert.Single(await History.FindRejectedAsync(Sample.Farm, [mine.Id, theirs.Id], Cancellation)).Id);
    }

    [Fact]
    public async Task A_replay_is_recorded()
    {
        var replayed = Sample.Rejected(1, null);
        var other = Sample.Rejected(2, null);
        await History.AppendRejectedAsync([replayed, other]);
        await History.MarkReplayedAsync([replayed.Id, "no such id"], Sample.Start + 99, Cancellation);
        await Store.ReopenAsync();
        var found = await History.FindRejectedAsync(Sample.Farm, [replayed.Id, other.Id], Cancellation);
        Assert.Equal(Sample.Start + 99, found.Single(one => one.Id == replayed.Id).ReplayedAt);
        Assert.Null(found.Single(one => one.Id == other.Id).ReplayedAt);
    }
}
