using SmartDairy.History.Database;

namespace SmartDairy.History.Herds;

/// <summary>The tables of herd records.</summary>
internal static class HerdTables
{
    public static readonly Table<HerdRecord> Records = new Table<HerdRecord>("herd", ReadRecord)
        .Int("farm", record => record.FarmId)
        .Text("kind", record => record.Kind)
        .Text("id", record => record.Id)
        .Text("subject", record => record.Subject)
        .Long("time", record => record.Time)
        .Long("until", record => record.Until)
        .Text("body", record => record.Body)
        .Long("revision", record => record.Revision)
        .Long("modified", record => record.Modified)
        .Bool("long", record => HerdRecordLimits.IsLong(record), isRead: false);

    public static readonly Table<ActorSnapshot> Snapshots
        = new Table<ActorSnapshot>("herd_snapshot", row => new(row.Int(), row.Text(), row.Text(), row.Long(), row.Bytes()))
            .Int("farm", snapshot => snapshot.FarmId)
            .Text("kind", snapshot => snapshot.Kind)
            .Text("id", snapshot => snapshot.Id)
            .Long("as_of", snapshot => snapshot.AsOf)
            .Bytes("body", snapshot => snapshot.Body);

    /// <summary>The conflict clause of a write.</summary>
    public static readonly string ReplaceRecord = Records.Replace("farm", "kind", "id");

    private static HerdRecord ReadRecord(RowReader row)
        => new()
        {
            FarmId = row.Int(),
            Kind = row.Text(),
            Id = row.Text(),
            Subject = row.Text(),
            Time = row.Long(),
            Until = row.LongOrNull(),
            Body = row.Text(),
            Revision = row.Long(),
            Modified = row.Long(),
        };
}
