using SmartDairy.Contracts.Readings;
using SmartDairy.History.Database;

namespace SmartDairy.History.Readings;

/// <summary>
/// The table of one family: how a reading becomes a row and a row a reading. The columns that all families share are written and read by
/// code of their own, because
/// every reading passes here; the list of the family's own columns follows the metrics.
/// </summary>
internal abstract class ReadingTable
{
    private const string CommonColumns = "device, time, message, received, quality, flags, out_of_range, farm, barn, zone, firmware, extra";
    private const int CommonColumnCount = 12;
    private static readonly ReadingTable[] Tables =
    [
        new ReadingTable<EnvironmentReading>(ReadingFamily.Environment, ReadingFamilies.Environment),
        new ReadingTable<ActivityReading>(ReadingFamily.Activity, ReadingFamilies.Activity),
        new ReadingTable<MilkingReading>(ReadingFamily.Milking, ReadingFamilies.Milking),
        new ReadingTable<TagReading>(ReadingFamily.Rfid, ReadingFamilies.Rfid),
    ];

    private readonly int _metrics;

    protected ReadingTable(ReadingFamily family, string name, IReadOnlyList<string> familyColumns)
    {
        Family = family;
        Name = name;
        HasAnimalColumn = familyColumns.Contains("animal");
        string[] metrics = [.. Metrics.ForFamily(family).ToArray().Select(metric => metric.Name)];
        _metrics = metrics.Length;
        MetricColumns = string.Join(", ", metrics);
        Columns = string.Join(", ", [CommonColumns, .. metrics, .. familyColumns]);
        ColumnCount = CommonColumnCount + _metrics + familyColumns.Count;
        SelectSql =
            $"select (select k.device_id from device_key k where k.key = r.device), r.{Columns.Replace(", ", ", r.", StringComparison.Ordinal)} from";
    }

    /// <summary>All tables, in the order of their families.</summary>
    public static IReadOnlyList<ReadingTable> All => Tables;

    public string Name { get; }

    public ReadingFamily Family { get; }

    public bool HasAnimalColumn { get; }

    /// <summary>The names of all columns, in the order they are written and read, separated by commas.</summary>
    public string Columns { get; }

    public int ColumnCount { get; }

    public string MetricColumns { get; }

    /// <summary>Selects what <see cref="ReadWithDevice"/> reads, from a table that must have the alias r.</summary>
    public string SelectSql { get; }

    public static ReadingTable For(ReadingFamily family) => Tables[(int)family];

    /// <summary>Writes a row of <see cref="Columns"/>.</summary>
    /// <param name="device">The number of the reading's device.</param>
    public void Write(IRowWriter row, Reading reading, int device)
    {
        row.Int(device);
        row.Timestamp(reading.Time);
        row.Long(reading.MessageId);
        row.Timestamp(reading.ReceivedAt);
        row.Short(reading.Quality);
        row.Int((int)reading.Flags);
        row.Bits(reading.OutOfRange);
        row.Int(reading.FarmId);
        row.Int(reading.BarnId);
        row.Int(reading.ZoneId);
        row.Text(reading.FirmwareVersion);
        row.Text(reading.Extra);
        foreach (var value in reading.Values)
        {
            row.Double(value);
        }

        WriteFamilyColumns(row, reading);
    }

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public Reading Read(RowReader row, string deviceId)
    {
        _ = row.Int();
        var time = row.Timestamp();
        var messageId = row.Long();
        var receivedAt = row.Timestamp();
        var quality = row.Short();
        var flags = (ReadingFlags)row.Int();
        var outOfRange = row.Bits();
        var farmId = row.Int();
        var barnId = row.IntOrNull();
        var zoneId = row.IntOrNull();
        var firmwareVersion = row.TextOrNull();
        var extra = row.TextOrNull();
        var values = new double[_metrics];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.DoubleOrNaN();
        }

        return ReadFamilyColumns(row) with
        {
            DeviceId = deviceId,
            Time = time,
            MessageId = messageId,
            ReceivedAt = receivedAt,
            Quality = quality,
            Flags = flags,
            OutOfRange = outOfRange,
            FarmId = farmId,
            BarnId = barnId,
            ZoneId = zoneId,
            FirmwareVersion = firmwareVersion,
            Extra = extra,
            Values = values,
        };
    }

    /// <summary>Reads a row of <see cref="SelectSql"/>.</summary>
    public Reading ReadWithDevice(RowReader row) => Read(row, row.Text());

    protected abstract void WriteFamilyColumns(IRowWriter row, Reading reading);

    /// <summary>A reading with the family's own fields; the common ones are filled in after.</summary>
    protected abstract Reading ReadFamilyColumns(RowReader row);
}

/// <param name="columns">The family's own columns.</param>
internal sealed class ReadingTable<T>(ReadingFamily family, Table<T> columns)
    : ReadingTable(family, columns.Name, [.. columns.Columns.Select(column => column.Name)])
    where T : Reading
{
    protected override void WriteFamilyColumns(IRowWriter row, Reading reading) => columns.Write(row, (T)reading);

    protected override Reading ReadFamilyColumns(RowReader row) => columns.Read(row);
}
