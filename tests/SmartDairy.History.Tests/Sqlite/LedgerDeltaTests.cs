using CsCheck;
using SmartDairy.Contracts.Devices;
using SmartDairy.History.Ledger;

namespace SmartDairy.History.Tests.Sqlite;

public sealed class LedgerDeltaTests
{
    [Fact]
    public void What_is_encoded_is_what_is_decoded()
        => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Long[0, long.MaxValue / 64], Gen.Long[0, 5],
            Gen.Long[0, 300]).Array[0, 50].Sample(entries =>
        {
            var delta = new LedgerDelta();
            foreach (var (farm, device, stored, duplicate, rejected) in entries)
            {
                delta.Add(new LedgerKey(farm, device), new MessageCounts(stored, duplicate, rejected));
            }

            var copy = new LedgerDelta();
            copy.Decode(delta.Encode());
            Assert.Equal(Entries(delta), Entries(copy));
        });

    private static Dictionary<LedgerKey, MessageCounts> Entries(LedgerDelta delta)
    {
        var entries = new Dictionary<LedgerKey, MessageCounts>();
        foreach (var (key, counts) in delta)
        {
            entries[key] = counts;
        }

        return entries;
    }
}
