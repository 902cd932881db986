using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>The table of one family: how a reading becomes a row and a row a reading.</summary>
internal abstract class ReadingTable
{
    private const string CommonColumns = "device, time, message, received, quality, flags, out_of_range, farm, barn, zone, firmware, extra";
    private const int CommonColumnCount = 12;
    private static readonly ReadingTable[] Tables = [new EnvironmentReadingTable(), new ActivityReadingTable(), new MilkingReadingTable(), new TagReadingTable()];
    private readonly int _metrics;
    private readonly int _count;

    protected ReadingTable(string name, ReadingFamily family, params string[] familyColumns)
    {
        Name = name;
        Family = family;
        _metrics = Metrics.ForFamily(family).Length;
        MetricColumns = string.Join(", ", Metrics.ForFamily(family).ToArray().Select(metric => metric.Name));
        Columns = string.Join(", ", [CommonColumns, MetricColumns, .. familyColumns]);
        _count = CommonColumnCount + _metrics + familyColumns.Length;
    }

    public string Name { get; }

    public ReadingFamily Family { get; }

    /// <summary>In the order that rows are encoded and read.</summary>
    public string Columns { get; }

    public string MetricColumns { get; }

    /// <summary>What <see cref="Read(NpgsqlDataReader)"/> reads, of the table as <c>r</c>.</summary>
    public string SelectList => $"{string.Join(", ", Columns.Split(", ").Select(column => "r." + column))}, (select k.device_id from device_key k where k.key = r.device)";

    public virtual bool HasAnimalColumn => true;

    public static ReadingTable For(ReadingFamily family) => Tables[(int)family];

    public static IReadOnlyList<ReadingTable> All => Tables;

    public void Encode(CopyBuffer row, Reading reading, int deviceKey)
    {
        row.BeginRow(_count);
        row.Int(deviceKey);
        row.Timestamp(reading.Time);
        row.Long(reading.MessageId);
        row.Timestamp(reading.ReceivedAt);
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

        EncodeFamilyColumns(row, reading);
    }

    /// <summary>A whole reading of a row of <see cref="SelectList"/>.</summary>
    public Reading Read(NpgsqlDataReader row) => Read(row, row.GetString(_count));

    /// <summary>A whole reading of a row of <see cref="Columns"/>, of a device whose name is known.</summary>
    public Reading Read(NpgsqlDataReader row, string deviceId)
    {
        var values = new double[_metrics];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.DoubleOrNaN(CommonColumnCount + i);
        }

        return ReadFamilyColumns(row, CommonColumnCount + _metrics) with
        {
            DeviceId = deviceId,
            Time = row.UnixMilliseconds(1),
            MessageId = row.GetInt64(2),
            ReceivedAt = row.UnixMilliseconds(3),
            Quality = row.GetInt16(4),
            Flags = (ReadingFlags)row.GetInt32(5),
            OutOfRange = (uint)row.GetInt32(6),
            FarmId = row.GetInt32(7),
            BarnId = row.IntOrNull(8),
            ZoneId = row.IntOrNull(9),
            FirmwareVersion = row.TextOrNull(10),
            Extra = row.TextOrNull(11),
            Values = values,
        };
    }

    protected abstract void EncodeFamilyColumns(CopyBuffer row, Reading reading);

    /// <summary>A reading with the family's own fields; the common ones are filled in after.</summary>
    protected abstract Reading ReadFamilyColumns(NpgsqlDataReader row, int first);
}
