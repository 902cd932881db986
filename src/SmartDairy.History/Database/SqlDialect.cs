namespace SmartDairy.History.Database;

/// <summary>The few places where the SQL of the two stores differs. Parameters are $1, $2 and so on in both.</summary>
internal abstract class SqlDialect
{
    /// <summary>What locks the rows of a select until the end of the transaction.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>The condition that a boolean column is true, as partial indexes have it.</summary>
    public abstract string IsTrue(string column);

    /// <summary>The condition that a boolean column is false, as partial indexes have it.</summary>
    public abstract string IsFalse(string column);

    /// <summary>The condition that a column is one of the values of an array.</summary>
    public abstract string IsIn(string column, string parameter);

    /// <summary>The condition that a column contains a text.</summary>
    public abstract string Contains(string column, string parameter);

    /// <summary>The condition that a long text column has a value, as its index has it.</summary>
    public abstract string IsLongText(string column, string parameter);

    /// <summary>The text of a member of a JSON column.</summary>
    public abstract string JsonMember(string column, string member);

    /// <summary>The table, with the index to use where the store must be told.</summary>
    public abstract string WithIndex(string table, string index);

    /// <summary>The text as the store holds it.</summary>
    public abstract string Sanitize(string text);
}
