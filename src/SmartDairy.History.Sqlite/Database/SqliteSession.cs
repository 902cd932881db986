using SmartDairy.History.Database;
using SQLitePCL;

namespace SmartDairy.History.Sqlite.Database;

/// <summary>One long-lived connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : SqlSession, IDisposable
{
    private const int PageKiB = 4;

    /// <summary>A series query has a text for each choice of metrics: users could think of many.</summary>
    private const int MaxStatements = 256;

    private readonly sqlite3 _db;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private SqliteSession(sqlite3 db) => _db = db;

    public override SqlDialect Dialect => SqliteDialect.Instance;

    /// <summary>The number of rows changed by the statement that ran last.</summary>
    public int Changes => raw.sqlite3_changes(_db);

    public static SqliteSession Open(string path, SqliteHistoryOptions options, bool readOnly)
    {
        Batteries_V2.Init();
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE);
        var code = raw.sqlite3_open_v2(path, out var db, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var message = raw.sqlite3_errstr(code).utf8_to_string();
            db?.Dispose();
            throw new SqliteResultException(code, $"{message}: {path}");
        }

        var session = new SqliteSession(db);
        try
        {
            raw.sqlite3_busy_timeout(db, (int)options.BusyTimeout.TotalMilliseconds);
            session.Execute($"pragma cache_size = {-1024 * (readOnly ? Math.Max(options.CacheSizeMiB / 4, 1) : options.CacheSizeMiB)}");
            if (!readOnly)
            {
                session.Execute("pragma journal_mode = wal");
                session.Execute("pragma synchronous = full");
                session.Execute($"pragma wal_autocheckpoint = {options.CheckpointMiB * 1024 / PageKiB}");
                session.Execute($"pragma journal_size_limit = {(long)options.CheckpointMiB << 20}");
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <param name="onConflict">What follows <c>on conflict</c>; null when a conflict is an error.</param>
    public static string InsertSql(string table, string columns, int columnCount, string? onConflict)
    {
        var parameters = string.Join(", ", Enumerable.Repeat("?", columnCount));
        return $"insert into {table} ({columns}) values ({parameters}){(onConflict is null ? "" : $" on conflict {onConflict}")}";
    }

    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_db, sql);
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteResultException(code, raw.sqlite3_errmsg(_db).utf8_to_string());
        }
    }

    public override Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        using var statement = Prepare(sql);
        statement.BindAll(values);
        statement.Execute();
        return Task.FromResult(Changes);
    }

    public override Task<List<T>> QueryAsync<T>(string sql, Func<RowReader, T> read, params object?[] values)
    {
        using var rows = Prepare(sql);
        rows.BindAll(values);
        var items = new List<T>();
        while (rows.Step())
        {
            items.Add(read(rows));
        }

        return Task.FromResult(items);
    }

    public override Task<int> InsertAsync<T>(Table<T> table, IReadOnlyList<T> rows, string? onConflict = null)
    {
        using var insert = Prepare(InsertSql(table.Name, table.AllNames, table.Columns.Count, onConflict));
        var changes = 0;
        foreach (var row in rows)
        {
            insert.BeginBind();
            table.Write(insert, row);
            insert.Execute();
            changes += Changes;
        }

        return Task.FromResult(changes);
    }

    /// <summary>
    /// The prepared statement of this text, in which $ before a number stands for a parameter as ? does. Not to be used twice at once.
    /// </summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MaxStatements)
            {
                CloseIdleStatements();
            }

            var code = raw.sqlite3_prepare_v3(_db, sql.Replace('$', '?'), raw.SQLITE_PREPARE_PERSISTENT, out var handle);
            if (code != raw.SQLITE_OK)
            {
                throw new SqliteResultException(code, raw.sqlite3_errmsg(_db).utf8_to_string());
            }

            _statements[sql] = statement = new SqliteStatement(_db, handle);
        }

        statement.IsInUse = true;
        return statement;
    }

    public void Begin() => Prepare("begin immediate").Execute();

    public void Commit() => Prepare("commit").Execute();

    /// <summary>Undoes what is open, if anything is: SQLite rolls back by itself on some errors.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_db) == 0)
        {
            Prepare("rollback").Execute();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        _db.Dispose();
    }

    private void CloseIdleStatements()
    {
        foreach (var (sql, statement) in _statements)
        {
            if (!statement.IsInUse)
            {
                statement.Close();
                _statements.Remove(sql);
            }
        }
    }
}
