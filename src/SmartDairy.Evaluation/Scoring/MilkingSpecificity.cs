using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>Specificity as the literature counts it for mastitis: by milkings of cows without clinical mastitis.</summary>
public static class MilkingSpecificity
{
    /// <summary>The score with specificity by milkings: a milking is alarmed while an alarm is up.</summary>
    /// <param name="milkings">The ends of each cow's milkings, ascending, Unix milliseconds.</param>
    public static DetectorScore WithMilkingSpecificity(
        this DetectorScore score, IReadOnlyList<Alarm> alarms, IReadOnlyDictionary<string, List<long>> milkings, TruthIndex truth,
        ScoringPeriod span)
    {
        ArgumentNullException.ThrowIfNull(score);
        var byCow = alarms.GroupBy(alarm => alarm.SubjectId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        long healthy = 0, alarmed = 0;
        foreach (var (cow, ends) in milkings)
        {
            var infections = truth.For(cow, TruthKind.Mastitis).ToList();
            var hers = byCow.GetValueOrDefault(cow) ?? [];
            foreach (var end in ends)
            {
                if (!span.Contains(end)
                    || infections.Exists(one => end >= one.Start - ScoringPeriod.DayMs && end < one.End + (7 * ScoringPeriod.DayMs)))
                {
                    continue;
                }

                healthy++;
                alarmed += hers.Exists(alarm => alarm.ReportedAt <= end + ScoringPeriod.HourMs && alarm.EndsAt > end) ? 1 : 0;
            }
        }

        return score with { HealthyUnit = "milkings", Healthy = healthy, HealthyAlarmed = alarmed };
    }
}
