using System.Runtime.InteropServices;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>One tracked finding: its present state and the state last reported.</summary>
internal sealed class TrackedFinding(FindingKind kind)
{
    private Episode _current;
    private Episode _reported;
    private bool _reportedRetracted;

    public FindingKind Kind => kind;

    public ref readonly Episode Current => ref _current;

    /// <summary>See <see cref="Finding.Key"/>; the key may change until the finding is first reported.</summary>
    public long Key { get; set; }

    public bool WasReported { get; private set; }

    /// <summary>Whether the last run found the episode again, or did not have to.</summary>
    public bool IsConfirmed { get; set; } = true;

    public bool IsRetracted { get; set; }

    /// <summary>Whether the finding was retracted before it was ever reported.</summary>
    public bool IsDiscardable => IsRetracted && !WasReported;

    public bool HasChanged => WasReported
        ? IsRetracted != _reportedRetracted || (!IsRetracted && !Bytes(in _current).SequenceEqual(Bytes(in _reported)))
        : !IsRetracted;

    public void Update(in Episode episode)
    {
        _current = episode;
        IsConfirmed = true;
        if (!WasReported)
        {
            Key = episode.Start;
        }
    }

    public Finding ToFinding()
    {
        (_reported, _reportedRetracted, WasReported) = (_current, IsRetracted, true);
        var reasons = new FindingReason[_current.Reasons.Count];
        for (var i = 0; i < reasons.Length; i++)
        {
            reasons[i] = ReasonTexts.Describe(_current.Reasons[i]);
        }

        return new()
        {
            Kind = kind,
            Key = Key,
            StartedAt = _current.Start,
            DetectedAt = _current.DetectedAt,
            PeakAt = _current.Peak,
            EndedAt = _current.End == 0 ? null : _current.End,
            Retracted = IsRetracted,
            Certainty = _current.Certainty,
            Score = _current.Score,
            Detector = DetectorNames.For(kind, _current.Variant),
            Reasons = reasons,
            Quarter = _current.Quarter < 0 ? null : _current.Quarter,
            ActFrom = _current.ActFrom == 0 ? null : _current.ActFrom,
            ActUntil = _current.ActUntil == 0 ? null : _current.ActUntil,
        };
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write((int)kind);
        writer.Write(Key);
        RawSerializer.Write(writer, in _current);
        RawSerializer.Write(writer, in _reported);
        writer.Write(WasReported);
        writer.Write(_reportedRetracted);
        writer.Write(IsConfirmed);
        writer.Write(IsRetracted);
    }

    public static TrackedFinding Load(BinaryReader reader) => new((FindingKind)reader.ReadInt32())
    {
        Key = reader.ReadInt64(),
        _current = RawSerializer.Read<Episode>(reader),
        _reported = RawSerializer.Read<Episode>(reader),
        WasReported = reader.ReadBoolean(),
        _reportedRetracted = reader.ReadBoolean(),
        IsConfirmed = reader.ReadBoolean(),
        IsRetracted = reader.ReadBoolean(),
    };

    private static ReadOnlySpan<byte> Bytes(in Episode episode) => MemoryMarshal.AsBytes(new ReadOnlySpan<Episode>(in episode));
}
