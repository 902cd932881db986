namespace SmartDairy.Simulator.MessageFaults;

/// <summary>
/// What goes wrong, as a share of all messages, each 0 to 1 and together at most 1: a message suffers one fault at most, so that counts can
/// be compared with what a server reports. All are 0 by default.
/// </summary>
public sealed record MessageFaultOptions
{
    /// <value>Any number; equal seeds spoil the same messages. The default is 1.</value>
    public int Seed { get; init; } = 1;

    /// <value>Never sent. The default is 0.</value>
    public double MissingChance { get; init; }

    /// <value>Sent after a delay, with its own event time. The default is 0.</value>
    public double LateChance { get; init; }

    /// <value>Sent twice, byte for byte. The default is 0.</value>
    public double DuplicateChance { get; init; }

    /// <value>Sent just after the next message of the same device. The default is 0.</value>
    public double OutOfOrderChance { get; init; }

    /// <value>
    /// Carries the values of the device's last message under its own time and number; sensors and collars only. The default is 0.
    /// </value>
    public double StuckChance { get; init; }

    /// <value>Spoilt: cut off, not JSON, not UTF-8, or empty. The default is 0.</value>
    public double GarbageChance { get; init; }

    /// <value>The longest delay of a late message, more than 0. The default is 6 hours.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A farm on a bad day, for demonstrations: about one message of twelve is touched.</summary>
    public static MessageFaultOptions Typical { get; } = new()
    {
        MissingChance = 0.02,
        LateChance = 0.02,
        DuplicateChance = 0.02,
        OutOfOrderChance = 0.01,
        StuckChance = 0.005,
        GarbageChance = 0.005,
    };

    internal void Validate()
    {
        double[] chances = [MissingChance, LateChance, DuplicateChance, OutOfOrderChance, StuckChance, GarbageChance];
        if (chances.Any(chance => !(chance >= 0 && chance <= 1)) || chances.Sum() > 1)
        {
            throw new ArgumentException("Every fault's chance must be 0 to 1, and all together at most 1.");
        }

        if (MaxDelay <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(MaxDelay)} is {MaxDelay}, it must be more than 0.");
        }
    }
}
