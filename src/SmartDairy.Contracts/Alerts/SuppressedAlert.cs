namespace SmartDairy.Contracts.Alerts;

/// <summary>An alert that was suppressed. One is recorded for each reason each time the cause begins.</summary>
[GenerateSerializer, Immutable, Alias("alert-refusal")]
public sealed record SuppressedAlert
{
    [Id(0)] public required int FarmId { get; init; }

    [Id(1)] public required string RuleId { get; init; }

    [Id(2)] public required string SourceId { get; init; }

    /// <summary>Event time of the suppression, Unix milliseconds.</summary>
    [Id(3)] public required long Time { get; init; }

    [Id(4)] public required SmartDairy.Contracts.Alerts.Outcomes.SuppressionReason Reason { get; init; }

    /// <summary>Priority the alert would have had.</summary>
    [Id(5)] public required Priority Priority { get; init; }
}
