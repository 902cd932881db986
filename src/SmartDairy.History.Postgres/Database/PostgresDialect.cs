using SmartDairy.History.Database;

namespace SmartDairy.History.Postgres.Database;

/// <summary>PostgreSQL's SQL.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static readonly PostgresDialect Instance = new();

    private PostgresDialect()
    {
    }

    public override string ForUpdate => " for update";

    public override string IsTrue(string column) => column;

    public override string IsFalse(string column) => $"not {column}";

    public override string IsIn(string column, string parameter) => $"{column} = any({parameter})";

    public override string Contains(string column, string parameter) => $"strpos({column}, {parameter}) > 0";

    /// <summary>An index entry holds at most a third of a page, so the index is on the beginning of the text.</summary>
    public override string IsLongText(string column, string parameter)
        => $"left({column}, 64) = left({parameter}, 64) and {column} = {parameter}";

    public override string JsonMember(string column, string member) => $"{column}::json ->> '{member}'";

    public override string WithIndex(string table, string index) => table;

    public override string Sanitize(string text) => PostgresText.Sanitize(text);
}
