using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>The table of one family: how a reading becomes a row and a row a reading.</summary>
internal abstract class FamilyTable
{
    private const string CommonColumns = "device, time, message, received, quality, flags, out_of_range, farm, barn, zone, firmware, extra";
    private const int Common = 12;
    private static readonly FamilyTable[] All = [new EnvironmentTable(), new ActivityTable(), new MilkingTable(), new TagTable()];
    private readonly int _metrics;

    protected FamilyTable(string name, ReadingFamily family, params string[] ownColumns)
    {
        Name = name;
        Family = family;
        var metrics = Metrics.Of(family);
        _metrics = metrics.Length;
        var columns = CommonColumns;
        foreach (var metric in metrics)
        {
            columns += ", " + metric.Name;
        }

        foreach (var column in ownColumns)
        {
            columns += ", " + column;
        }

        var count = Common + _metrics + ownColumns.Length;

        // Not "insert or ignore": that would also swallow a broken row as if it were a duplicate.
        Insert = $"insert into {name} ({columns}) values (?{string.Concat(Enumerable.Repeat(", ?", count - 1))}) on conflict (device, time, message) do nothing";
        NewestOfAnimal = $"select {columns}, (select device_id from device_key where key = device) from {name} "
            + "where farm = ?1 and animal = ?2 order by time desc, message desc limit 1";
        Since = $"select {columns}, (select device_id from device_key where key = device) from {name} "
            + "where device = ?1 and time >= ?2 and farm = ?3 order by time desc, message desc limit ?4";
        OfAnimalSince = $"select {columns}, (select device_id from device_key where key = device) from {name} "
            + "where farm = ?1 and animal = ?2 and time >= ?3 order by time desc, message desc limit ?4";
        After = $"select {columns} from {name} where device = ?1 and (time, message) > (?2, ?3) and time < ?4 and farm = ?5 order by time, message";
        DeviceIdColumn = count;
    }

    public string Name { get; }

    public ReadingFamily Family { get; }

    public string Insert { get; }

    public string NewestOfAnimal { get; }

    public string Since { get; }

    public string OfAnimalSince { get; }

    /// <summary>A device's rows behind a time and message, up to another time; without the device's name.</summary>
    public string After { get; }

    public virtual bool HasAnimals => true;

    /// <summary>Where the family's own columns start when a row is read; one more when it is bound.</summary>
    protected int Own => Common + _metrics;

    private int DeviceIdColumn { get; }

    public static FamilyTable Of(ReadingFamily family) => All[(int)family];

    public static ReadOnlySpan<FamilyTable> Each => All;

    public void Bind(Statement insert, Reading reading, int deviceKey)
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
            insert.Bind(Common + 1 + i, values[i]);
        }

        BindOwn(insert, reading, Own + 1);
    }

    /// <summary>A whole reading of a row that names its device in the last column.</summary>
    public Reading Read(Statement row) => Read(row, row.Text(DeviceIdColumn)!);

    /// <summary>A whole reading of a row of a device whose name is known.</summary>
    public Reading Read(Statement row, string deviceId)
    {
        var values = new double[_metrics];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.Real(Common + i);
        }

        return ReadOwn(row, Own) with
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
            FirmwareVersion = row.Text(10),
            Extra = row.Text(11),
            Values = values,
        };
    }

    protected abstract void BindOwn(Statement insert, Reading reading, int first);

    /// <summary>A reading with the family's own fields; the common ones are filled in after.</summary>
    protected abstract Reading ReadOwn(Statement row, int first);
}
