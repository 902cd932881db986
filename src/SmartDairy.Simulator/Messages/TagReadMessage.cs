using SmartDairy.Contracts.Devices;
using SmartDairy.Simulator.Biology;

namespace SmartDairy.Simulator.Messages;

/// <summary>Message of a tag read at a gate or in an area.</summary>
internal static class TagReadMessage
{
    /// <param name="direction"><c>inbound</c> or <c>outbound</c>; null for an area.</param>
    /// <param name="antenna">1 or 2; null for either at random.</param>
    /// <param name="unknownTag">An unregistered tag read instead of the cow's; null for the cow's own.</param>
    public static SimulatedMessage Create(
        DeviceRegistration reader, SimulatedCow cow, long at, string? direction, int? antenna, PayloadWriter writer,
        string? unknownTag = null)
    {
        var draw = cow.RandomSource.Derive(50, direction is null ? 0 : direction.Length);
        var json = writer.Json;
        // The sequence number combines time and cow, because two cows may pass in the same millisecond.
        writer.Begin(at, (at * 1024) + (cow.Index % 1024), milliseconds: true);
        json.WriteString("reader_id", reader.Id);
        json.WriteNumber("antenna_id", antenna ?? 1 + draw.Below(at, 2));
        json.WriteString("tag_epc", unknownTag ?? cow.TagEpc);
        if (unknownTag is null)
        {
            json.WriteString("animal_id", cow.Id);
        }

        json.WriteNumber("rssi", -52 + (int)(5 * draw.Normal(at)));
        json.WriteNumber("phase", Math.Round(draw.Uniform(at + 1), 2));
        json.WriteNumber("frequency", 865_700 + (draw.Below(at + 2, 4) * 600));
        json.WriteNumber("read_count", 1 + draw.Below(at + 3, 9));
        if (direction is not null)
        {
            json.WriteString("direction", direction);
        }

        var (suffix, kind) = direction is null ? ("presence", MessageKind.Presence) : ("tag/read", MessageKind.TagRead);
        return new(
            reader.Id, reader.Id, $"{reader.TopicPrefix}/{suffix}", writer.End(), at, at, kind)
        { HeaderLength = writer.HeaderLength };
    }
}
