using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>The table of one family: how a reading becomes a row and a row a reading.</summary>
internal abstract class ReadingTable
{
    private const string CommonColumns = "device, time, message, received, quality, flags, out_of_range, farm, barn, zone, firmware, extra";
    private const int CommonColumnCount = 12;
    private static readonly ReadingTable[] Tables = [new EnvironmentReadingTable(), new ActivityReadingTable(), new MilkingReadingTable(), new TagReadingTable()];
    private readonly int _metrics;

    protected ReadingTable(string name, ReadingFamily family, params string[] familyColumns)
    {
        Name = name;
        Family = family;
        var metrics = Metrics.ForFamily(family);
        _metrics = metrics.Length;
        var columns = CommonColumns;
        foreach (var metric in metrics)
        {
            columns += ", " + metric.Name;
        }

        foreach (var column in familyColumns)
        {
            columns += ", " + column;
        }

        var count = CommonColumnCount + _metrics + familyColumns.Length;

        // Not "insert or ignore": that would also swallow a broken row as if it were a duplicate.
        InsertSql = $"insert into {name} ({columns}) values (?{string.Concat(Enumerable.Repeat(", ?", count - 1))}) on conflict (device, time, message) do nothing";
        LatestOfAnimalSql = $"select {columns}, (select device_id from device_key where key = device) from {name} "
            + "where farm = ?1 and animal = ?2 order by time desc, message desc limit 1";
        SinceSql = $"select {columns}, (select device_id from device_key where key = device) from {name} "
            + "where device = ?1 and time >= ?2 and farm = ?3 order by time desc, message desc limit ?4";
        OfAnimalSinceSql = $"select {columns}, (select device_id from device_key where key = device) from {name} "
            + "where farm = ?1 and animal = ?2 and time >= ?3 order by time desc, message desc limit ?4";
        AfterSql = $"select {columns} from {name} where device = ?1 and (time, message) > (?2, ?3) and time < ?4 and farm = ?5 order by time, message";
        DeviceIdColumn = count;
    }

    public string Name { get; }

    public ReadingFamily Family { get; }

    public string InsertSql { get; }

    public string LatestOfAnimalSql { get; }

    public string SinceSql { get; }

    public string OfAnimalSinceSql { get; }

    /// <summary>A device's rows behind a time and message, up to another time; without the device's name.</summary>
    public string AfterSql { get; }

    public virtual bool HasAnimalColumn => true;

    /// <summary>Where the family's own columns start when a row is read; one more when it is bound.</summary>
    protected int FamilyColumnOffset => CommonColumnCount + _metrics;

    private int DeviceIdColumn { get; }

    public static ReadingTable For(ReadingFamily family) => Tables[(int)family];

    public static ReadOnlySpan<ReadingTable> All => Tables;

    public void Bind(SqliteStatement insert, Reading reading, int deviceKey)
    {
        insert.Bind(1, deviceKey);
        insert.Bind(2, reading.Time);
        insert.Bind(3, reading.MessageId);
        insert.Bind(4, reading.ReceivedAt);
        insert.Bind(5, reading.Quality);
        insert.Bind(6, (long)reading.Flags);
        insert.Bind(7, (long)reading.OutOfRange);
        insert.Bind(8, reading.FarmId);
        insert.Bind(9, reading.BarnId);
        insert.Bind(10, reading.ZoneId);
        insert.Bind(11, reading.FirmwareVersion);
        insert.Bind(12, reading.Extra);
        var values = reading.Values;
        for (var i = 0; i < values.Length; i++)
        {
            insert.Bind(CommonColumnCount + 1 + i, values[i]);
        }

        BindFamilyColumns(insert, reading, FamilyColumnOffset + 1);
    }

    /// <summary>A whole reading of a row that names its device in the last column.</summary>
    public Reading Read(SqliteStatement row) => Read(row, row.TextOrNull(DeviceIdColumn)!);

    /// <summary>A whole reading of a row of a device whose name is known.</summary>
    public Reading Read(SqliteStatement row, string deviceId)
    {
        var values = new double[_metrics];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.DoubleOrNaN(CommonColumnCount + i);
        }

        return ReadFamilyColumns(row, FamilyColumnOffset) with
        {
            DeviceId = deviceId,
            Time = row.Long(1),
            MessageId = row.Long(2),
            ReceivedAt = row.Long(3),
            Quality = row.Int(4),
            Flags = (ReadingFlags)row.Int(5),
            OutOfRange = (uint)row.Long(6),
            FarmId = row.Int(7),
            BarnId = row.IntOrNull(8),
            ZoneId = row.IntOrNull(9),
            FirmwareVersion = row.TextOrNull(10),
            Extra = row.TextOrNull(11),
            Values = values,
        };
    }

    protected abstract void BindFamilyColumns(SqliteStatement insert, Reading reading, int first);

    /// <summary>A reading with the family's own fields; the common ones are filled in after.</summary>
    protected abstract Reading ReadFamilyColumns(SqliteStatement row, int first);
}
