namespace SmartDairy.Api.Schema.Batteries;

/// <summary>One thing that a device does again and again.</summary>
public sealed class DutyStateInput
{
    /// <summary>What it draws meanwhile, mA, 0 or more.</summary>
    public required double Milliamps { get; init; }

    /// <summary>How long it takes once, such as PT0.1S.</summary>
    public required TimeSpan Each { get; init; }

    /// <summary>How often an hour, 0 or more.</summary>
    public required double PerHour { get; init; }
}
