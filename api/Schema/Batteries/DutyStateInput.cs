namespace SmartDairy.Api.Schema.Batteries;

/// <summary>A recurring state of a device, such as sending or measuring.</summary>
public sealed class DutyStateInput
{
    /// <summary>Current drawn in this state, in mA, 0 or more.</summary>
    public required double Milliamps { get; init; }

    /// <summary>Duration of one occurrence, longer than PT0S, such as PT0.1S.</summary>
    public required TimeSpan Each { get; init; }

    /// <summary>Number of occurrences per hour, 0 or more.</summary>
    public required double PerHour { get; init; }
}
