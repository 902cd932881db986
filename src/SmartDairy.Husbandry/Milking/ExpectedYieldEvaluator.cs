using SmartDairy.Analytics.Lactation;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking;

/// <summary>
/// Evaluates a milking against the animal's other milkings: the interval, the expected yield, and whether the milking was complete. The
/// expected yield is the animal's own level, the median of its last milkings, scaled by the interval (<see cref="MilkSecretion"/>) and,
/// where the lactation is known, by its curve. Detectors of one animal use the same curves over a longer window (<c>ExpectedYield</c> of
/// Analytics).
/// </summary>
public static class ExpectedYieldEvaluator
{
    /// <summary>How far back milkings count for the level, milliseconds.</summary>
    public const long LookbackMs = 10 * 86_400_000L;

    private const double HourMs = 3_600_000;
    private const int MinMilkingsForLevel = 3;
    private const int MaxMilkingsForLevel = 14;
    private const double MinIntervalHours = 3;
    private const double MaxIntervalHours = 24;

    // A sick cow may give a third less in a complete milking.
    private const double IncompleteBelow = 0.5;

    /// <summary>The milking with its evaluation; unchanged while it runs and when no animal was recognised.</summary>
    /// <param name="others">Other milkings of the animal in any order; later ones and those too long ago are ignored.</param>
    /// <param name="lactation">The animal's lactation; null when unknown, and then the same yield is expected every day.</param>
    public static MilkingSession Evaluate(MilkingSession milking, IReadOnlyList<MilkingSession> others, LactationStage? lactation = null)
    {
        if (milking.Retracted || milking.AnimalId is null || milking.State == MilkingState.Running)
        {
            return milking;
        }

        var stage = lactation is { } known && known.CalvedAt <= milking.StartedAt ? known : null;
        var before = Before(milking, others);
        double? interval = before.Count == 0 ? null : (milking.StartedAt - before[0].StartedAt) / HourMs;
        var expected = interval is { } hours && hours <= MaxIntervalHours && Level(before, stage) is { } level
            ? level * MilkSecretion.Over(hours) * Curve(stage, milking.StartedAt)
            : (double?)null;
        return milking with
        {
            IntervalHours = interval,
            ExpectedLitres = expected,
            Incomplete = milking.Incomplete
            || (expected is { } all && milking.Litres is { } litres && interval >= MinIntervalHours && litres < IncompleteBelow * all),
            KickOff = KickOffDetector.IsKickOff(milking, expected),
        };
    }

    /// <summary>
    /// Later milkings whose interval changes with that milking, or whose expected yield can be computed only now, evaluated again; by their
    /// beginning.
    /// </summary>
    public static IReadOnlyList<MilkingSession> ReevaluateLater(
        MilkingSession milking, IReadOnlyList<MilkingSession> others, LactationStage? lactation = null)
    {
        var known = others.Where(other => other.Id != milking.Id).ToList();
        var later =
            known.Where(other => !other.Retracted && other.State != MilkingState.Running && other.StartedAt > milking.StartedAt
            && other.StartedAt - milking.StartedAt <= LookbackMs)
            .OrderBy(other => other.StartedAt).ToList();
        if (!milking.Retracted)
        {
            known.Add(milking);
        }

        var followers = new List<MilkingSession>();
        foreach (var next in later)
        {
            var again = Evaluate(next, known, lactation);
            if (again.IntervalHours != next.IntervalHours || again.ExpectedLitres is null != next.ExpectedLitres is null)
            {
                followers.Add(again);
                known[known.IndexOf(next)] = again;
            }
        }

        return followers;
    }

    /// <summary>Milkings of one animal with their evaluation, and the later ones whose evaluation changes with theirs.</summary>
    /// <param name="changed">Milkings that are new or changed, in any order.</param>
    /// <param name="known">Milkings around them, evaluated before, in any order; those in <paramref name="changed"/> replace
    /// theirs.</param>
    /// <param name="lactation">The lactation of the animal; null when unknown.</param>
    public static IReadOnlyList<MilkingSession> EvaluateAll(
        IReadOnlyList<MilkingSession> changed, IEnumerable<MilkingSession> known, LactationStage? lactation = null)
    {
        if (!NeedsOthers(changed))
        {
            return changed;
        }

        var all = known.ToDictionary(milking => milking.Id, StringComparer.Ordinal);
        foreach (var milking in changed)
        {
            all[milking.Id] = milking;
        }

        var evaluated = new Dictionary<string, MilkingSession>(StringComparer.Ordinal);
        foreach (var milking in changed.OrderBy(milking => milking.StartedAt))
        {
            all[milking.Id] = evaluated[milking.Id] = Evaluate(milking, [.. all.Values], lactation);
            foreach (var later in ReevaluateLater(all[milking.Id], [.. all.Values], lactation))
            {
                all[later.Id] = evaluated[later.Id] = later;
            }
        }

        return [.. evaluated.Values];
    }

    /// <summary>Whether other milkings matter to an evaluation; they do not while all of these run.</summary>
    public static bool NeedsOthers(IEnumerable<MilkingSession> milkings)
        => milkings.Any(milking => milking.State != MilkingState.Running || milking.Retracted);

    private static List<MilkingSession> Before(MilkingSession milking, IReadOnlyList<MilkingSession> others)
    {
        var before = new List<MilkingSession>();
        foreach (var other in others)
        {
            if (!other.Retracted && other.Id != milking.Id && other.StartedAt < milking.StartedAt
                && milking.StartedAt - other.StartedAt <= LookbackMs)
            {
                before.Add(other);
            }
        }

        before.Sort(static (x, y) => y.StartedAt != x.StartedAt ? y.StartedAt.CompareTo(x.StartedAt) : string.CompareOrdinal(x.Id, y.Id));
        return before;
    }

    private static double? Level(List<MilkingSession> newestFirst, LactationStage? lactation)
    {
        var levels = new List<double>(MaxMilkingsForLevel);
        for (var i = 0; i + 1 < newestFirst.Count && levels.Count < MaxMilkingsForLevel; i++)
        {
            var one = newestFirst[i];
            var hours = (one.StartedAt - newestFirst[i + 1].StartedAt) / HourMs;

            if (lactation?.CalvedAt > one.StartedAt)
            {
                break;
            }

            // Milk left in the udder comes with the next milking.
            if (one.Litres is { } litres && hours is >= MinIntervalHours and <= MaxIntervalHours && !IsInterrupted(one)
                && !IsInterrupted(newestFirst[i + 1]))
            {
                levels.Add(litres / (MilkSecretion.Over(hours) * Curve(lactation, one.StartedAt)));
            }
        }

        if (levels.Count < MinMilkingsForLevel)
        {
            return null;
        }

        levels.Sort();
        return (levels[(levels.Count - 1) / 2] + levels[levels.Count / 2]) / 2;
    }

    private static bool IsInterrupted(MilkingSession milking) => milking.Incomplete || milking.KickOff;

    /// <summary>A relative measure, which cancels out against the level.</summary>
    private static double Curve(LactationStage? lactation, long at) => lactation?.ExpectedDailyYieldKg(at) ?? 1;
}
