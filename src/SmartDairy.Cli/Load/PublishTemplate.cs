using System.Buffers.Text;
using System.Text;

namespace SmartDairy.Cli.Load;

/// <summary>
/// One encoded QoS 1 PUBLISH of an environment message of five metrics, about 300 bytes of payload, with the same length for every device,
/// time and number, so that sending is a copy and a few patches.
/// </summary>
internal sealed class PublishTemplate
{
    /// <summary>Devices that a template can address.</summary>
    public const int MaxDevices = 1_000_000;

    private const string Time = "2026-01-01T00:00:00.000Z";
    private const long FirstSequence = 1_000_000_000;
    private readonly byte[] _packet;
    private readonly int _packetId;
    private readonly int _time;
    private readonly int _sequence;
    private readonly int[] _devices;
    private readonly int[] _barns;
    private readonly int[] _zones;

    public PublishTemplate(int farmId)
    {
        var topic = CreateTopic(farmId, 0);
        var payload = $$"""
            {"timestamp":"{{Time}}","seq":{{FirstSequence}},"device_id":"{{DeviceId(farmId, 0)}}","farm_id":{{farmId}},"barn_id":1,"zone_id":1,"sensor_type":"environmental","readings":{"temperature_c":22.5,"humidity_percent":65.0,"pressure_hpa":1013.25,"co2_ppm":800,"nh3_ppm":5.2},"quality_score":98,"battery_level":87,"signal_strength":-65,"firmware_version":"2.1.0"}
            """;
        var remaining = 2 + topic.Length + 2 + 1 + payload.Length;
        var packet = new List<byte>
            { 0x32, (byte)((remaining & 0x7F) | 0x80), (byte)(remaining >> 7), (byte)(topic.Length >> 8), (byte)topic.Length };
        packet.AddRange(Encoding.ASCII.GetBytes(topic));
        _packetId = packet.Count;
        // The packet identifier, to be patched, and no properties.
        packet.AddRange([0, 0, 0]);
        packet.AddRange(Encoding.ASCII.GetBytes(payload));
        _packet = [.. packet];
        PayloadLength = payload.Length;

        var text = Encoding.ASCII.GetString(_packet);
        _time = text.IndexOf(Time, StringComparison.Ordinal);
        _sequence = text.IndexOf(FirstSequence.ToString(), StringComparison.Ordinal);
        var id = DeviceId(farmId, 0);
        _devices = [.. FindOffsets(text, id).Select(offset => offset + id.Length - 6)];
        _barns = [text.IndexOf("/barn/1/", StringComparison.Ordinal) + 6, text.IndexOf("\"barn_id\":1", StringComparison.Ordinal) + 10];
        _zones = [text.IndexOf("/zone/1/", StringComparison.Ordinal) + 6, text.IndexOf("\"zone_id\":1", StringComparison.Ordinal) + 10];
    }

    public int PayloadLength { get; }

    /// <summary>Length of the whole packet in bytes.</summary>
    public int Length => _packet.Length;

    public static string DeviceId(int farmId, int device) => $"BENCH-{farmId}-{device:000000}";

    /// <summary>Devices are spread over 9 barns of 9 zones.</summary>
    public static (int Barn, int Zone) GetLocation(int device) => (1 + (device / 9 % 9), 1 + (device % 9));

    /// <summary>Writes the packet; <paramref name="time"/> is the 24 characters of a UTC time in milliseconds.</summary>
    public void Write(Span<byte> target, int device, ushort packetId, ReadOnlySpan<byte> time, long number)
    {
        _packet.CopyTo(target);
        target[_packetId] = (byte)(packetId >> 8);
        target[_packetId + 1] = (byte)packetId;
        time.CopyTo(target[_time..]);
        Utf8Formatter.TryFormat(FirstSequence + (number % FirstSequence), target[_sequence..], out _);
        foreach (var offset in _devices)
        {
            var rest = device;
            for (var digit = 5; digit >= 0; digit--)
            {
                target[offset + digit] = (byte)('0' + (rest % 10));
                rest /= 10;
            }
        }

        var (barn, zone) = GetLocation(device);
        foreach (var offset in _barns)
        {
            target[offset] = (byte)('0' + barn);
        }

        foreach (var offset in _zones)
        {
            target[offset] = (byte)('0' + zone);
        }
    }

    private static string CreateTopic(int farmId, int device)
    {
        var (barn, zone) = GetLocation(device);
        return $"dairy/farm/{farmId}/barn/{barn}/zone/{zone}/sensor/{DeviceId(farmId, device)}/telemetry";
    }

    private static IEnumerable<int> FindOffsets(string text, string part)
    {
        for (var offset = text.IndexOf(part, StringComparison.Ordinal); offset >= 0; offset =
            text.IndexOf(part, offset + 1, StringComparison.Ordinal))
        {
            yield return offset;
        }
    }
}
