namespace SmartDairy.History.Writing;

/// <summary>How much of a queue's bounds a work takes up.</summary>
internal readonly record struct CommitSize(int Rows, long Bytes);
