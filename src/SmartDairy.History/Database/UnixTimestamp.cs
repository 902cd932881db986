namespace SmartDairy.History.Database;

/// <summary>A moment as a value of a statement.</summary>
internal readonly record struct UnixTimestamp(long Milliseconds);
