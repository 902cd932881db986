using System.Globalization;
using SmartDairy.Simulator.MessageFaults;

namespace SmartDairy.Cli.Simulate;

/// <summary>Parses <c>--faults</c>: <c>none</c>, <c>typical</c>, or shares by name: <c>missing=0.01,garbage=0.002</c>.</summary>
internal static class FaultOptionParser
{
    public const string Names = "missing, late, duplicate, out-of-order, stuck, garbage";

    /// <summary>Null for <c>none</c>.</summary>
    /// <exception cref="FormatException">The text is none of these; the message is for the user.</exception>
    public static MessageFaultOptions? Parse(string text)
    {
        switch (text)
        {
            case "none":
                return null;
            case "typical":
                return MessageFaultOptions.Typical;
        }

        var options = new MessageFaultOptions();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !double.TryParse(part[(equals + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var chance)
                || !(chance is >= 0 and <= 1))
            {
                throw new FormatException(
                    $"'{part}' is not a fault: write none, typical, or name=share with a share of 0 to 1. Names are {Names}.");
            }

            options = part[..equals] switch
            {
                "missing" => options with { MissingChance = chance },
                "late" => options with { LateChance = chance },
                "duplicate" => options with { DuplicateChance = chance },
                "out-of-order" => options with { OutOfOrderChance = chance },
                "stuck" => options with { StuckChance = chance },
                "garbage" => options with { GarbageChance = chance },
                _ => throw new FormatException($"There is no fault '{part[..equals]}'; there are {Names}."),
            };
        }

        return options;
    }
}
