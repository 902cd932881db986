namespace SmartDairy.History.Sqlite;

/// <summary>Where the embedded store lives, and its bounds.</summary>
public sealed class SqliteHistoryOptions
{
    /// <summary>The file's name in <see cref="DataDirectory"/>.</summary>
    public const string FileName = "smartdairy.db";

    /// <value>The directory of the database; made when it is missing. No default. Keep it out of directories that something watches for
    /// changes.</value>
    public string DataDirectory { get; set; } = "";

    /// <value>Rows of one commit, 1 to 1,000,000; default 5,000. One call that brings more is still one commit.</value>
    public int MaxBatchRows { get; set; } = 5_000;

    /// <value>How long a commit waits for more rows, 0 to 1 second; default 0: what arrives while a commit runs shares the next one, which
    /// batches better than waiting.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.Zero;

    /// <value>Rows that may wait for a commit, 1 to 10,000,000; default 200,000. Beyond it writers wait.</value>
    public int MaxPendingRows { get; set; } = 200_000;

    /// <value>Page cache of the writer, 1 to 4,096 MiB; default 64. Each reader has a quarter of it.</value>
    public int CacheSizeMiB { get; set; } = 64;

    /// <value>
    /// Size of the write-ahead log at which it is carried over into the database, 1 to 4,096 MiB; default 64. The pages of many devices are
    /// written again and again, so a longer log saves writes; a shorter one saves space and makes the carrying over shorter.
    /// </value>
    public int CheckpointMiB { get; set; } = 64;

    /// <value>How long to wait for another connection's write, 0 to 1 minute; default 5 seconds.</value>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <value>Queries that run at once, 1 to 64; default 4. More wait for their turn.</value>
    public int Readers { get; set; } = 4;

    /// <value>Rows that one series query may look at, 1,000 to 100,000,000; default 5,000,000. Beyond it the answer is truncated.</value>
    public int MaxScannedRows { get; set; } = 5_000_000;

    /// <value>Refused messages kept, 1,000 to 100,000,000; default 1,000,000. The oldest go first; the ledger goes on counting
    /// them.</value>
    public long MaxRejectedRows { get; set; } = 1_000_000;

    /// <value>Payload bytes of refused messages kept, in MiB, 1 to 1,048,576; default 1,024. The oldest go first.</value>
    public long MaxRejectedMiB { get; set; } = 1_024;

    /// <value>
    /// Device names the store will learn from refused messages, 0 to 10,000,000; default 200,000 known devices. Beyond it a refused message
    /// of an unknown name counts for its farm alone, so that invented names cannot fill the memory.
    /// </value>
    public int MaxDevicesFromRejected { get; set; } = 200_000;

    internal string DatabasePath => Path.Combine(Path.GetFullPath(DataDirectory), FileName);
}
