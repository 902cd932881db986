using Npgsql;

namespace SmartDairy.History.Postgres;

/// <summary>Where the PostgreSQL store is, and its bounds.</summary>
public sealed class PostgresHistoryOptions
{
    /// <value>
    /// How to connect, in Npgsql's form, e.g. <c>Host=db;Database=smartdairy;Username=smartdairy;Password=…</c>. No default; not looked at
    /// when <see cref="DataSource"/> is given. What it says about pooling, time-outs and preparing wins over the defaults of the store.
    /// </value>
    public string ConnectionString { get; set; } = "";

    /// <value>Connections to use instead of <see cref="ConnectionString"/>; null by default. Whoever made it disposes it.</value>
    public NpgsqlDataSource? DataSource { get; set; }

    /// <value>Rows of one commit, 1 to 1,000,000; default 5,000. One call that brings more is still one commit.</value>
    public int MaxBatchRows { get; set; } = 5_000;

    /// <value>Rows that may wait for a commit, 1 to 10,000,000; default 200,000. Beyond it writers wait.</value>
    public int MaxPendingRows { get; set; } = 200_000;

    /// <value>Connections that write at once, 1 to 16; default 2: one batch is encoded while another is synced to disk.</value>
    public int Writers { get; set; } = 2;

    /// <value>Rows that one series query may look at, 1,000 to 100,000,000; default 5,000,000. Beyond it the answer is truncated.</value>
    public int MaxScannedRows { get; set; } = 5_000_000;

    /// <value>Refused messages kept, 1,000 to 100,000,000; default 1,000,000. The oldest go first, some time after the bound was passed;
    /// the ledger goes on counting them.</value>
    public long MaxRejectedRows { get; set; } = 1_000_000;

    /// <value>Payload bytes of refused messages kept, in MiB, 1 to 1,048,576; default 1,024. The oldest go first.</value>
    public long MaxRejectedMiB { get; set; } = 1_024;

    /// <value>
    /// Device names the store will learn from refused messages, 0 to 10,000,000; default 200,000 known devices. Beyond it a refused message
    /// of an unknown name counts for its farm alone, so that invented names cannot fill the memory.
    /// </value>
    public int MaxDevicesFromRejected { get; set; } = 200_000;

    /// <value>Days that readings are kept, by event time, 0 to 36,500; default 730. 0 keeps them for ever. They go a whole partition at a
    /// time.</value>
    public int RetentionDays { get; set; } = 730;

    /// <value>Days of one partition or chunk, 1 to 366; default 7. A change is for partitions made later; chunks keep what the database was
    /// made with.</value>
    public int PartitionDays { get; set; } = 7;

    /// <value>How long to wait for a connection, 1 second to 5 minutes; default 5 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <value>How long one statement may take, 1 second to 1 hour; default 30 seconds.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>
    /// How long the writers of a commit whose answer was lost wait for the server to come back and say whether it was made, 0 to 1 hour;
    /// default 2 minutes. After that they are told that the store is unavailable, and writing again may count as duplicates what was
    /// stored.
    /// </value>
    public TimeSpan InDoubtCommitTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <value>Pause between two rounds of upkeep (partitions ahead, retention, bounds, folding the ledger), 1 second to 1 day; default 10
    /// seconds. One process at a time does it.</value>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromSeconds(10);
}
