namespace SmartDairy.Cli.Load;

/// <summary>What a phase did.</summary>
/// <param name="Sent">Publishes sent.</param>
/// <param name="Acknowledged">Acknowledged with success, until the last was in or the drain gave up.</param>
/// <param name="Refused">Acknowledged with a failure code.</param>
/// <param name="Unanswered">Never acknowledged.</param>
/// <param name="PerSecond">Acknowledged a second while sending, the drain not counted.</param>
/// <param name="Latency">From the time a message was due (open loop) or sent (closed loop) to its acknowledgement.</param>
/// <param name="CpuShare">Cores that this process used, generator and all.</param>
internal sealed record LoadResult(
    long Sent, long Acknowledged, long Refused, long Unanswered, double PerSecond, LatencyHistogram Latency, double CpuShare);
