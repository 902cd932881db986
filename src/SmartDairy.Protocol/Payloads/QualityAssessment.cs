using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Payloads.Quality;

namespace SmartDairy.Protocol.Payloads;

/// <summary>The event time and the quality of a decoded item.</summary>
internal readonly struct QualityAssessment
{
    public long Time { get; private init; }

    public ReadingFlags Flags { get; private init; }

    public int Quality { get; private init; }

    public uint OutOfRange { get; private init; }

    public static QualityAssessment Assess(
        in DecodeContext context, scoped in DecodedItem item, ReadOnlySpan<Metric> metrics, bool extraDropped)
    {
        var time = item.Timestamp ?? context.ReceivedAt;
        var flags = extraDropped ? ReadingFlags.ExtraDropped : ReadingFlags.None;
        var penalty = extraDropped ? QualityPenalties.ExtraDropped : 0;
        if (item.Timestamp is null)
        {
            flags |= ReadingFlags.NoTimestamp;
            penalty += QualityPenalties.NoTimestamp;
        }
        else if (EventTimeHorizon.IsSkewed(time, context.ReceivedAt))
        {
            flags |= ReadingFlags.ClockSkew;
            penalty += QualityPenalties.ClockSkew;
        }

        // A health or heat message is an event that carries only the changed values.
        var requiresAll = context.Kind is not (TopicKind.HealthStatus or TopicKind.FertilityHeat);
        var missing = false;
        var outOfRange = 0U;
        for (var i = 0; i < metrics.Length; i++)
        {
            var value = item.Values[i];
            if (double.IsNaN(value))
            {
                missing |= requiresAll && metrics[i].Expected;
            }
            else if (!metrics[i].IsPossible(value))
            {
                outOfRange |= 1U << i;
            }
        }

        if (missing)
        {
            flags |= ReadingFlags.MissingField;
            penalty += QualityPenalties.MissingField;
        }

        if (outOfRange != 0)
        {
            flags |= ReadingFlags.OutOfRange;
            penalty += QualityPenalties.OutOfRange;
        }

        return new QualityAssessment
        { Time = time, Flags = flags, Quality = Math.Max(0, item.QualityScore - penalty), OutOfRange = outOfRange };
    }
}
