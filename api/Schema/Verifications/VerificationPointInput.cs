namespace SmartDairy.Api.Schema.Verifications;

/// <summary>What a reference instrument said, and what the device said of the same: told, or looked up among its readings.</summary>
public sealed class VerificationPointInput
{
    /// <summary>The truth, in the metric's unit.</summary>
    public required double Reference { get; init; }

    /// <summary>1 to 1,000 readings in the metric's unit; repeated ones tell the scatter. Leave out with from and to.</summary>
    public IReadOnlyList<double>? Readings { get; init; }

    /// <summary>With to, in place of readings: those that were stored from then on. Of a milk meter it is the last volume in the span, the milking's total.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive, at most a day after from.</summary>
    public DateTimeOffset? To { get; init; }
}
