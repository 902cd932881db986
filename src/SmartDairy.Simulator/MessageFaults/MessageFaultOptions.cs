namespace SmartDairy.Simulator.MessageFaults;

/// <summary>
/// Chances of message faults, as shares of all messages, each 0 to 1 and together at most 1. A message has at most one fault, so that
/// counts can be compared with a server's. All are 0 by default.
/// </summary>
public sealed record MessageFaultOptions
{
    /// <value>Random seed, any number; equal seeds affect the same messages. The default is 1.</value>
    public int Seed { get; init; } = 1;

    /// <value>Share of messages never sent. The default is 0.</value>
    public double MissingChance { get; init; }

    /// <value>Share of messages sent after a delay, with the original event time. The default is 0.</value>
    public double LateChance { get; init; }

    /// <value>Share of messages sent twice, byte for byte. The default is 0.</value>
    public double DuplicateChance { get; init; }

    /// <value>Share of messages sent just after the next message of the same device. The default is 0.</value>
    public double OutOfOrderChance { get; init; }

    /// <value>
    /// Share of messages that repeat the values of the device's last message under a new time and number; sensors and collars only. The
    /// default is 0.
    /// </value>
    public double StuckChance { get; init; }

    /// <value>Share of messages that are corrupted: truncated, not JSON, not UTF-8, or empty. The default is 0.</value>
    public double GarbageChance { get; init; }

    /// <value>The longest delay of a late message, more than 0. The default is 6 hours.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A farm on a bad day, for demonstrations: about one message in twelve is faulty.</summary>
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
            throw new ArgumentException("Every chance of a fault must be 0 to 1, and their sum at most 1.");
        }

        if (MaxDelay <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(MaxDelay)} is {MaxDelay}; it must be more than 0.");
        }
    }
}
