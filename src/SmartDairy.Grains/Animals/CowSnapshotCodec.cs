using System.Buffers.Binary;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Animals;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// The stored form of an animal's detectors: a version byte, the revision of the last observed event, and the state of the detectors.
/// </summary>
internal static class CowSnapshotCodec
{
    public const string Kind = "cow";
    private const byte Version = 1;
    private const int HeaderLength = 9;

    /// <param name="asOf">Unix milliseconds.</param>
    /// <param name="revision">The farm's revision of the last event that the detectors observed.</param>
    public static ActorSnapshot Encode(int farmId, string animalId, long asOf, long revision, CowMonitor monitor)
    {
        var saved = monitor.Save();
        var body = new byte[HeaderLength + saved.Length];
        body[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(1), revision);
        saved.CopyTo(body, HeaderLength);
        return new ActorSnapshot(farmId, Kind, animalId, asOf, body);
    }

    /// <summary>
    /// The revision of the last event that the detectors observed; null without a snapshot or when it is of another version, and then the
    /// monitor may be half loaded.
    /// </summary>
    public static long? DecodeInto(ActorSnapshot? snapshot, CowMonitor monitor)
        => snapshot is { Body: { Length: > HeaderLength } body } && body.Span[0] == Version && monitor.TryLoad(body.Span[HeaderLength..])
            ? BinaryPrimitives.ReadInt64LittleEndian(body.Span[1..])
            : null;
}
