namespace SmartDairy.Contracts.Alerts;

/// <summary>An alert that did not open, and why. There is one for each time the condition came true and each reason that kept it away.</summary>
[GenerateSerializer, Immutable, Alias("alert-refusal")]
public sealed record SuppressedAlert
{
    [Id(0)] public required int FarmId { get; init; }

    [Id(1)] public required string RuleId { get; init; }

    [Id(2)] public required string SourceId { get; init; }

    /// <summary>Event time, Unix milliseconds.</summary>
    [Id(3)] public required long Time { get; init; }

    [Id(4)] public required SmartDairy.Contracts.Alerts.Outcomes.SuppressionReason Reason { get; init; }

    /// <summary>How urgent the alert would have been.</summary>
    [Id(5)] public required Priority Priority { get; init; }
}
