using SmartDairy.Contracts.Readings;

namespace SmartDairy.History;

/// <summary>What a device's actor knew before it was last put to sleep.</summary>
/// <param name="Values">The newest value of each metric that has one.</param>
/// <param name="LastReceivedAt">Unix milliseconds of the last receipt among the readings looked at.</param>
/// <param name="FirmwareVersion">The newest that was named; null when none was.</param>
public sealed record LatestMetricValues(IReadOnlyList<MetricValue> Values, long LastReceivedAt, string? FirmwareVersion);
