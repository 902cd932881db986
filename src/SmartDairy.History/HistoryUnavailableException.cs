namespace SmartDairy.History;

/// <summary>The store cannot be read or written now (locked, full, away). Trying again later may succeed, and is always safe.</summary>
[GenerateSerializer, Alias("history-unavailable")]
public sealed class HistoryUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
