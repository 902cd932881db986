using System.Runtime.InteropServices;
using SmartDairy.Analytics.Cows.Memory;

namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>One finding of the ledger: as it is now, and as it was told last.</summary>
internal sealed class LedgerEntry(FindingKind kind)
{
    private Episode _now;
    private Episode _told;
    private bool _toldRetracted;

    public FindingKind Kind => kind;

    public ref readonly Episode Now => ref _now;

    /// <summary>See <see cref="Finding.Key"/>; it may change until it is told.</summary>
    public long Key { get; set; }

    public bool WasTold { get; private set; }

    /// <summary>Judging anew came upon it, or did not have to.</summary>
    public bool Found { get; set; } = true;

    public bool Retracted { get; set; }

    /// <summary>Nobody was told of it, and it is no more.</summary>
    public bool IsNothing => Retracted && !WasTold;

    public bool Differs => WasTold
        ? Retracted != _toldRetracted || (!Retracted && !Bytes(in _now).SequenceEqual(Bytes(in _told)))
        : !Retracted;

    public void Update(in Episode episode)
    {
        _now = episode;
        Found = true;
        if (!WasTold)
        {
            Key = episode.Start;
        }
    }

    public Finding Tell()
    {
        (_told, _toldRetracted, WasTold) = (_now, Retracted, true);
        var reasons = new FindingReason[_now.Evidence.Count];
        for (var i = 0; i < reasons.Length; i++)
        {
            reasons[i] = Sentences.Of(_now.Evidence[i]);
        }

        return new()
        {
            Kind = kind,
            Key = Key,
            Start = _now.Start,
            DetectedAt = _now.DetectedAt,
            Peak = _now.Peak,
            End = _now.End == 0 ? null : _now.End,
            Retracted = Retracted,
            Certainty = _now.Certainty,
            Score = _now.Score,
            Detector = DetectorNames.Of(kind, _now.Variant),
            Reasons = reasons,
            Quarter = _now.Quarter < 0 ? null : _now.Quarter,
            ActFrom = _now.ActFrom == 0 ? null : _now.ActFrom,
            ActUntil = _now.ActUntil == 0 ? null : _now.ActUntil,
        };
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write((int)kind);
        writer.Write(Key);
        Raw.Write(writer, in _now);
        Raw.Write(writer, in _told);
        writer.Write(WasTold);
        writer.Write(_toldRetracted);
        writer.Write(Found);
        writer.Write(Retracted);
    }

    public static LedgerEntry Load(BinaryReader reader) => new((FindingKind)reader.ReadInt32())
    {
        Key = reader.ReadInt64(),
        _now = Raw.Read<Episode>(reader),
        _told = Raw.Read<Episode>(reader),
        WasTold = reader.ReadBoolean(),
        _toldRetracted = reader.ReadBoolean(),
        Found = reader.ReadBoolean(),
        Retracted = reader.ReadBoolean(),
    };

    private static ReadOnlySpan<byte> Bytes(in Episode episode) => MemoryMarshal.AsBytes(new ReadOnlySpan<Episode>(in episode));
}
