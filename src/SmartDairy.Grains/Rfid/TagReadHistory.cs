using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Animals;
using SmartDairy.History;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Rfid;

/// <summary>The tag readers of places, and their reads in history.</summary>
public sealed class TagReadHistory(IRegistry registry, IHistory history)
{
    /// <summary>
    /// All reads at a place from a time to a time (exclusive), Unix milliseconds, in order. Only the readers that stand there are searched;
    /// when none does, all of the farm, since a message may name any place.
    /// </summary>
    public async Task<List<TagReading>> GetReadsAsync(int farmId, string place, long from, long to)
    {
        var readers = await FindReadersAsync(farmId, place);
        var scan = new HistoryScan
        { FarmId = farmId, Families = [ReadingFamily.Rfid], DeviceIds = readers.Count == 0 ? null : readers, From = from, To = to };
        var reads = new List<TagReading>();
        await foreach (var batch in history.ScanAsync(scan, CancellationToken.None))
        {
            foreach (var reading in batch)
            {
                if (reading is TagReading read && TagPlace.FromReading(read) == place)
                {
                    reads.Add(read);
                }
            }
        }

        reads.Sort(static (left, right) => (left.Time, left.MessageId).CompareTo((right.Time, right.MessageId)));
        return reads;
    }

    private async Task<List<string>> FindReadersAsync(int farmId, string place)
    {
        var readers = new List<string>();
        await foreach (var reader in registry.ListAllDevicesAsync(farmId, DeviceType.RfidReader))
        {
            if ((reader.GateId is { } gate && TagPlace.ForGate(gate) == place)
                || (reader.AreaId is { } area && TagPlace.ForArea(area) == place))
            {
                readers.Add(reader.Id);
            }
        }

        return readers;
    }
}
