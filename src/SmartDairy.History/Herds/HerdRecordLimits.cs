using System.Globalization;

namespace SmartDairy.History.Herds;

/// <summary>What a store of herds takes.</summary>
internal static class HerdRecordLimits
{
    public const int MaxRows = 10_000;

    /// <summary>What ends later after it began than this is looked for apart.</summary>
    public const long MaxShortDurationMilliseconds = 2 * 86_400_000L;

    private const int MaxKindLength = 40;
    private const int MaxIdLength = 200;
    private const int MaxSnapshotBytes = 1 << 20;

    public static bool IsLong(HerdRecord row) => row.Until is not { } until || until - row.Time > MaxShortDurationMilliseconds;

    /// <summary>Throws <see cref="ArgumentException"/> naming what is wrong.</summary>
    public static void Validate(IReadOnlyList<HerdWrite> writes)
    {
        ThrowIf(writes.Count > MaxRows, $"At most {MaxRows} rows are written at once, not {writes.Count}.");
        var seen = new HashSet<(int, string, string)>(writes.Count);
        foreach (var (row, _) in writes)
        {
            ThrowIf(row.Kind.Length is 0 or > MaxKindLength || row.Id.Length is 0 or > MaxIdLength
                || row.Subject.Length > MaxIdLength, $"The names of row {row.Kind} {row.Id} are too long or empty.");
            ThrowIf(!seen.Add((row.FarmId, row.Kind, row.Id)), $"Row {row.Kind} {row.Id} is written twice at once.");
        }
    }

    /// <summary>Throws <see cref="ArgumentException"/> naming what is wrong.</summary>
    public static void Validate(IReadOnlyList<ActorSnapshot> snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            ThrowIf(snapshot.Kind.Length is 0 or > MaxKindLength || snapshot.Id.Length is 0
                or > MaxIdLength, $"The names of snapshot {snapshot.Kind} {snapshot.Id} are too long or empty.");
            ThrowIf(snapshot.Body.Length > MaxSnapshotBytes,
                $"Snapshot {snapshot.Kind} {snapshot.Id} is {snapshot.Body.Length} bytes, more than 1 MiB.");
        }
    }

    private static void ThrowIf(bool wrong, FormattableString why)
    {
        if (wrong)
        {
            throw new ArgumentException(why.ToString(CultureInfo.InvariantCulture));
        }
    }
}
