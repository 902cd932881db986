using SmartDairy.Herd.Verifications;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>One point of a check: the value of the reference and the device's readings of it, given or looked up.</summary>
public sealed class VerificationPointInput
{
    /// <summary>True value shown by the reference, in the metric's unit; above 0 for milk volume.</summary>
    public required double Reference { get; init; }

    /// <summary>
    /// Readings of the device, 1 to 1,000, in the metric's unit; repeated ones show their scatter. Omit when from and to are given.
    /// </summary>
    public IReadOnlyList<double>? Readings { get; init; }

    /// <summary>
    /// Start of the span whose stored readings are used in place of readings; requires to. For a milk meter only the last volume in the
    /// span is used, which is the milking's total.
    /// </summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End of the span, exclusive, at most one day after from.</summary>
    public DateTimeOffset? To { get; init; }

    internal VerificationReference ToReference() => new(Reference, Readings, From, To);
}
