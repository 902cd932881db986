using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

/// <summary>The table of one family: how a reading becomes a row and a row a reading.</summary>
internal abstract class FamilyTable
{
    private const string CommonColumns = "device, time, message, received, quality, flags, out_of_range, farm, barn, zone, firmware, extra";
    private const int Common = 12;
    private static readonly FamilyTable[] All = [new EnvironmentTable(), new ActivityTable(), new MilkingTable(), new TagTable()];
    private readonly int _metrics;
    private readonly int _count;

    protected FamilyTable(string name, ReadingFamily family, params string[] ownColumns)
    {
        Name = name;
        Family = family;
        _metrics = Metrics.Of(family).Length;
        MetricColumns = string.Join(", ", Metrics.Of(family).ToArray().Select(metric => metric.Name));
        Columns = string.Join(", ", [CommonColumns, MetricColumns, .. ownColumns]);
        _count = Common + _metrics + ownColumns.Length;
    }

    public string Name { get; }

    public ReadingFamily Family { get; }

    /// <summary>In the order that rows are encoded and read.</summary>
    public string Columns { get; }

    public string MetricColumns { get; }

    /// <summary>What <see cref="Read(NpgsqlDataReader)"/> reads, of the table as <c>r</c>.</summary>
    public string Selection => $"{string.Join(", ", Columns.Split(", ").Select(column => "r." + column))}, (select k.device_id from device_key k where k.key = r.device)";

    public virtual bool HasAnimals => true;

    public static FamilyTable Of(ReadingFamily family) => All[(int)family];

    public static IReadOnlyList<FamilyTable> Each => All;

    public void Encode(CopyBuffer row, Reading reading, int deviceKey)
    {
        row.Row(_count);
        row.Int(deviceKey);
        row.Moment(reading.Time);
        row.Long(reading.MessageId);
        row.Moment(reading.ReceivedAt);
        row.Short(reading.Quality);
        row.Int((int)reading.Flags);
        row.Int((int)reading.OutOfRange);
        row.Int(reading.FarmId);
        row.Int(reading.BarnId);
        row.Int(reading.ZoneId);
        row.Text(reading.FirmwareVersion);
        row.Text(reading.Extra);
        foreach (var value in reading.Values)
        {
            row.Double(value);
        }

        EncodeOwn(row, reading);
    }

    /// <summary>A whole reading of a row of <see cref="Selection"/>.</summary>
    public Reading Read(NpgsqlDataReader row) => Read(row, row.GetString(_count));

    /// <summary>A whole reading of a row of <see cref="Columns"/>, of a device whose name is known.</summary>
    public Reading Read(NpgsqlDataReader row, string deviceId)
    {
        var values = new double[_metrics];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.Real(Common + i);
        }

        return ReadOwn(row, Common + _metrics) with
        {
            DeviceId = deviceId,
            Time = row.Moment(1),
            MessageId = row.GetInt64(2),
            ReceivedAt = row.Moment(3),
            Quality = row.GetInt16(4),
            Flags = (ReadingFlags)row.GetInt32(5),
            OutOfRange = (uint)row.GetInt32(6),
            FarmId = row.GetInt32(7),
            BarnId = row.IntOrNull(8),
            ZoneId = row.IntOrNull(9),
            FirmwareVersion = row.Text(10),
            Extra = row.Text(11),
            Values = values,
        };
    }

    protected abstract void EncodeOwn(CopyBuffer row, Reading reading);

    /// <summary>A reading with the family's own fields; the common ones are filled in after.</summary>
    protected abstract Reading ReadOwn(NpgsqlDataReader row, int first);
}
