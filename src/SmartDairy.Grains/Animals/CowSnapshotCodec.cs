using System.Buffers.Binary;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Animals;

namespace SmartDairy.Grains.Animals;

/// <summary>What an animal's actor learned, as it is kept.</summary>
internal static class CowSnapshotCodec
{
    public const string Kind = "cow";
    private const byte Version = 1;
    private const int Header = 9;

    /// <param name="revision">Every event up to this revision of the farm is in it.</param>
    public static ActorSnapshot Encode(int farmId, string animalId, long asOf, long revision, CowMonitor watch)
    {
        var saved = watch.Save();
        var body = new byte[Header + saved.Length];
        body[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(1), revision);
        saved.CopyTo(body, Header);
        return new ActorSnapshot(farmId, Kind, animalId, asOf, body);
    }

    /// <summary>The revision it knows events up to; null when it is of another version, and the watch is to learn again.</summary>
    public static long? DecodeInto(ActorSnapshot? snapshot, CowMonitor watch)
        => snapshot is { Body: { Length: > Header } body } && body.Span[0] == Version && watch.TryLoad(body.Span[Header..])
            ? BinaryPrimitives.ReadInt64LittleEndian(body.Span[1..])
            : null;
}
