using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Rfid;

/// <summary>Which readers look at a place, and what they saw.</summary>
public sealed class TagReadHistory(IRegistry registry, IHistory history)
{
    private const int Page = 500;

    /// <summary>
    /// Everything seen at a place from a time to a time (exclusive), in order. Readers that stand at the place are asked; when none does, all of the farm, because a location may be
    /// told by any.
    /// </summary>
    public async Task<List<TagReading>> GetReadsAsync(int farmId, string place, long from, long to)
    {
        var readers = await FindReadersAsync(farmId, place);
        var scan = new HistoryScan { FarmId = farmId, Families = [ReadingFamily.Rfid], DeviceIds = readers.Count == 0 ? null : readers, From = from, To = to };
        var seen = new List<TagReading>();
        await foreach (var batch in history.ScanAsync(scan, CancellationToken.None))
        {
            foreach (var reading in batch)
            {
                if (reading is TagReading tag && TagPlace.FromReading(tag) == place)
                {
                    seen.Add(tag);
                }
            }
        }

        seen.Sort(static (x, y) => (x.Time, x.MessageId).CompareTo((y.Time, y.MessageId)));
        return seen;
    }

    private async Task<List<string>> FindReadersAsync(int farmId, string place)
    {
        var found = new List<string>();
        string? after = null;
        while (true)
        {
            var page = await registry.ListDevicesAsync(farmId, new DeviceFilter(DeviceType.RfidReader, null, null, null), Page, after, CancellationToken.None);
            foreach (var reader in page.Items)
            {
                if ((reader.GateId is { } gate && TagPlace.ForGate(gate) == place) || (reader.AreaId is { } area && TagPlace.ForArea(area) == place))
                {
                    found.Add(reader.Id);
                }
            }

            if (!page.HasNext)
            {
                return found;
            }

            after = page.Cursors[^1];
        }
    }
}
