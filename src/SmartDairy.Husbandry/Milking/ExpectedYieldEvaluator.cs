using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking;

/// <summary>
/// What a milking means for the cow: how long after her last, how much was expected of her, and whether all of it came. Expected is her own level, the middle of her last milkings, by
/// the interval (milk is made a little slower the fuller the udder is) and by her lactation's curve, when it is known where on it she is.
/// </summary>
public static class ExpectedYieldEvaluator
{
    /// <summary>How far back her own level is looked for.</summary>
    public const long LookbackMs = 10 * 86_400_000L;

    private const double HourMs = 3_600_000;
    private const int MinMilkingsForLevel = 3;
    private const int MaxMilkingsForLevel = 14;
    private const double MinIntervalHours = 3;
    private const double MaxIntervalHours = 24;

    // Made after h hours is h - h²/100, in her own measure: after 14 h it is 1.34 times as much as after 10.
    private const double Slowing = 0.01;

    // A sick cow may give a third less and be milked out all the same.
    private const double IncompleteBelow = 0.5;
    private const double KickOffBelow = 0.7;

    /// <summary>The milking with what her other milkings tell of it; unchanged while it runs or when nobody was recognised.</summary>
    /// <param name="others">Other milkings of hers, in any order; those that began later or too long ago are not looked at.</param>
    /// <param name="lactation">Where she is in her lactation; null when unknown: then she is taken to give the same every day.</param>
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
            ? level * SecretionOver(hours) * Curve(stage, milking.StartedAt)
            : (double?)null;
        return milking with
        {
            IntervalHours = interval,
            ExpectedLitres = expected,
            Incomplete = milking.Incomplete || (expected is { } all && milking.Litres is { } litres && interval >= MinIntervalHours && litres < IncompleteBelow * all),
            KickOff = IsKickOff(milking, expected),
        };
    }

    /// <summary>Later milkings whose interval is another because of that one, or of which something can be expected only now, as they are then; by their beginning.</summary>
    public static IReadOnlyList<MilkingSession> ReevaluateLater(MilkingSession milking, IReadOnlyList<MilkingSession> others, LactationStage? lactation = null)
    {
        var known = others.Where(other => other.Id != milking.Id).ToList();
        var later = known.Where(other => !other.Retracted && other.State != MilkingState.Running && other.StartedAt > milking.StartedAt && other.StartedAt - milking.StartedAt <= LookbackMs)
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

    private static List<MilkingSession> Before(MilkingSession milking, IReadOnlyList<MilkingSession> others)
    {
        var before = new List<MilkingSession>();
        foreach (var other in others)
        {
            if (!other.Retracted && other.Id != milking.Id && other.StartedAt < milking.StartedAt && milking.StartedAt - other.StartedAt <= LookbackMs)
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

            // What was left in the udder comes with the next milking.
            if (one.Litres is { } litres && hours is >= MinIntervalHours and <= MaxIntervalHours && !IsInterrupted(one) && !IsInterrupted(newestFirst[i + 1]))
            {
                levels.Add(litres / (SecretionOver(hours) * Curve(lactation, one.StartedAt)));
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

    /// <summary>Relative only: how much of it is her own level.</summary>
    private static double Curve(LactationStage? lactation, long at) => lactation?.ExpectedDailyYieldKg(at) ?? 1;

    private static double SecretionOver(double hours) => hours * (1 - (Slowing * hours));

    /// <summary>The flow fell from good to nothing within moments, and came again, or never came again though much was left.</summary>
    private static bool IsKickOff(MilkingSession milking, double? expected)
    {
        const int Moments = 15;
        const int Pause = 20;
        var curve = milking.Curve;
        double peak = 0;
        foreach (var point in curve)
        {
            peak = Math.Max(peak, point.Flow);
        }

        if (peak < 1)
        {
            return false;
        }

        for (var i = 1; i < curve.Count; i++)
        {
            if (!(curve[i - 1].Flow >= 0.5 * peak && curve[i].Flow <= 0.15 * peak && curve[i].Second - curve[i - 1].Second <= Moments))
            {
                continue;
            }

            if (expected is { } all && curve[i].Litres < KickOffBelow * all && milking.Litres < KickOffBelow * all)
            {
                return true;
            }

            for (var k = i + 1; k < curve.Count; k++)
            {
                if (curve[k].Flow >= 0.5 * peak)
                {
                    if (curve[k].Second - curve[i].Second >= Pause)
                    {
                        return true;
                    }

                    break;
                }
            }
        }

        return false;
    }
}
