using SmartDairy.History.Database;

namespace SmartDairy.History.Sqlite.Database;

/// <summary>SQLite's SQL. Flags are 0 and 1, arrays are JSON, and the index is named because the store keeps no statistics.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static readonly SqliteDialect Instance = new();

    private SqliteDialect()
    {
    }

    /// <summary>There is one writer: nothing needs a lock.</summary>
    public override string ForUpdate => "";

    public override string IsTrue(string column) => $"{column} = 1";

    public override string IsFalse(string column) => $"{column} = 0";

    public override string IsIn(string column, string parameter) => $"{column} in (select value from json_each({parameter}))";

    public override string Contains(string column, string parameter) => $"instr({column}, {parameter}) > 0";

    public override string IsLongText(string column, string parameter) => $"{column} = {parameter}";

    public override string JsonMember(string column, string member) => $"{column} ->> '{member}'";

    public override string WithIndex(string table, string index) => $"{table} indexed by {index}";

    public override string Sanitize(string text) => text;
}
