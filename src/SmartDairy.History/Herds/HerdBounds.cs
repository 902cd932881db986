using System.Globalization;

namespace SmartDairy.History.Herds;

/// <summary>What a store of herds takes.</summary>
internal static class HerdBounds
{
    public const int MostRows = 10_000;

    /// <summary>What ends later after it began than this is looked for apart.</summary>
    public const long Short = 2 * 86_400_000L;

    private const int Kind = 40;
    private const int Id = 200;
    private const int Snapshot = 1 << 20;

    public static bool IsLong(HerdRecord row) => row.Until is not { } until || until - row.Time > Short;

    /// <summary>Throws <see cref="ArgumentException"/> naming what is wrong.</summary>
    public static void Check(IReadOnlyList<HerdWrite> writes)
    {
        Refuse(writes.Count > MostRows, $"At most {MostRows} rows are written at once, not {writes.Count}.");
        var seen = new HashSet<(int, string, string)>(writes.Count);
        foreach (var (row, _) in writes)
        {
            Refuse(row.Kind.Length is 0 or > Kind || row.Id.Length is 0 or > Id || row.Subject.Length > Id, $"The names of row {row.Kind} {row.Id} are too long or empty.");
            Refuse(!seen.Add((row.FarmId, row.Kind, row.Id)), $"Row {row.Kind} {row.Id} is written twice at once.");
        }
    }

    /// <summary>Throws <see cref="ArgumentException"/> naming what is wrong.</summary>
    public static void Check(IReadOnlyList<HerdSnapshot> snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            Refuse(snapshot.Kind.Length is 0 or > Kind || snapshot.Id.Length is 0 or > Id, $"The names of snapshot {snapshot.Kind} {snapshot.Id} are too long or empty.");
            Refuse(snapshot.Body.Length > Snapshot, $"Snapshot {snapshot.Kind} {snapshot.Id} is {snapshot.Body.Length} bytes, more than 1 MiB.");
        }
    }

    private static void Refuse(bool wrong, FormattableString why)
    {
        if (wrong)
        {
            throw new ArgumentException(why.ToString(CultureInfo.InvariantCulture));
        }
    }
}
