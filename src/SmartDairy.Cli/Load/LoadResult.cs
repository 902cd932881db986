namespace SmartDairy.Cli.Load;

/// <summary>Result of a load phase.</summary>
/// <param name="Sent">Publishes sent.</param>
/// <param name="Acknowledged">Publishes acknowledged with success, including those during the drain.</param>
/// <param name="Refused">Publishes acknowledged with a failure code.</param>
/// <param name="Unanswered">Publishes never acknowledged.</param>
/// <param name="PerSecond">Acknowledgements a second while sending, without the drain; for a fixed number of messages, over the whole
/// phase.</param>
/// <param name="Latency">From the time a message was due (open loop) or sent (closed loop) to its acknowledgement.</param>
/// <param name="CpuShare">CPU cores used by this process, including the generator.</param>
internal sealed record LoadResult(
    long Sent, long Acknowledged, long Refused, long Unanswered, double PerSecond, LatencyHistogram Latency, double CpuShare);
