using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>Specificity as the literature counts it for mastitis: by milkings of cows without clinical mastitis.</summary>
public static class MilkingScoring
{
    /// <summary>The score with its healthy counted in milkings, each alarmed while an alarm is up.</summary>
    /// <param name="milkings">Of each cow when each milking ended, ascending, Unix milliseconds.</param>
    public static Score ByMilkings(
        this Score score, IReadOnlyList<Alarm> alarms, IReadOnlyDictionary<string, List<long>> milkings, TruthBook truth, Span span)
    {
        ArgumentNullException.ThrowIfNull(score);
        var byCow = alarms.GroupBy(alarm => alarm.SubjectId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        long healthy = 0, alarmed = 0;
        foreach (var (cow, ends) in milkings)
        {
            var infections = truth.Of(cow, TruthKind.Mastitis).ToList();
            var hers = byCow.GetValueOrDefault(cow) ?? [];
            foreach (var end in ends)
            {
                if (!span.Holds(end) || infections.Exists(one => end >= one.Start - Span.Day && end < one.End + (7 * Span.Day)))
                {
                    continue;
                }

                healthy++;
                alarmed += hers.Exists(alarm => alarm.ToldAt <= end + Span.Hour && alarm.Ends > end) ? 1 : 0;
            }
        }

        return score with { HealthyUnit = "milkings", Healthy = healthy, HealthyAlarmed = alarmed };
    }
}
