namespace SmartDairy.History.Database;

/// <summary>The type of a column. Each store maps it to a type of its own.</summary>
internal enum ColumnType
{
    Short,
    Int,
    Long,
    Text,
    Bool,
    Bytes,

    /// <summary>A moment, given and read as Unix milliseconds.</summary>
    Timestamp,
}
