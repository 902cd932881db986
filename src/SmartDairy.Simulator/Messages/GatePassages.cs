using System.Globalization;
using SmartDairy.Contracts.Devices;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Messages;

/// <summary>Gate passages as reported by the reader: one clean read each, or the imperfect reads of a reader with two antennas.</summary>
internal sealed class GatePassages(SimulatedHerdOptions options, GateParameters parameters)
{
    /// <summary>Longest time between two reads of one passage.</summary>
    private const int MaxPassageMs = 5000;

    public void EmitPassage(
        DeviceRegistration reader, SimulatedCow cow, long at, bool inbound, long from, long to, PayloadWriter writer,
        List<SimulatedMessage> messages)
    {
        if (at >= to || at + MaxPassageMs < from)
        {
            return;
        }

        var direction = inbound ? "inbound" : "outbound";
        if (!options.ImperfectGateReads)
        {
            Add(at, null, null);
            return;
        }

        var draw = cow.RandomSource.Derive(51, inbound ? 1 : 2);
        if (draw.Uniform(at) < parameters.Missed)
        {
            return;
        }

        // An entering cow passes the first antenna before the second.
        var twice = draw.Uniform(at + 1) < parameters.Extra;
        Add(at, twice ? (inbound ? 1 : 2) : null, null);
        if (twice)
        {
            Add(at + 1000 + (long)(3000 * draw.Uniform(at + 2)), inbound ? 2 : 1, null);
        }

        if (draw.Uniform(at + 3) < parameters.Unknown)
        {
            Add(at + 500, null, string.Create(CultureInfo.InvariantCulture, $"E28011700000{draw.Below(at + 4, 100_000):X12}"));
        }

        void Add(long time, int? antenna, string? unknownTag)
        {
            if (time >= from && time < to)
            {
                messages.Add(TagReadMessage.Create(reader, cow, time, direction, antenna, writer, unknownTag));
            }
        }
    }
}
