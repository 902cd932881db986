using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads.Quality;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Protocol.Payloads;

/// <summary>What a draft is worth: when it happened and how far it can be trusted.</summary>
internal readonly struct QualityAssessment
{
    public long Time { get; private init; }

    public ReadingFlags Flags { get; private init; }

    public int Quality { get; private init; }

    public uint OutOfRange { get; private init; }

    public static QualityAssessment Assess(in DecodeContext context, scoped in DecodedItem draft, ReadOnlySpan<Metric> metrics, bool extraDropped)
    {
        var time = draft.Timestamp ?? context.ReceivedAt;
        var flags = extraDropped ? ReadingFlags.ExtraDropped : ReadingFlags.None;
        var lost = extraDropped ? QualityPenalties.ExtraDropped : 0;
        if (draft.Timestamp is null)
        {
            flags |= ReadingFlags.NoTimestamp;
            lost += QualityPenalties.NoTimestamp;
        }
        else if (EventTimeHorizon.IsSkewed(time, context.ReceivedAt))
        {
            flags |= ReadingFlags.ClockSkew;
            lost += QualityPenalties.ClockSkew;
        }

        // A health or heat message is an event: it carries what moved, and owes no full set.
        var owesAll = context.Kind is not (TopicKind.HealthStatus or TopicKind.FertilityHeat);
        var missing = false;
        var outOfRange = 0U;
        for (var i = 0; i < metrics.Length; i++)
        {
            var value = draft.Values[i];
            if (double.IsNaN(value))
            {
                missing |= owesAll && metrics[i].Expected;
            }
            else if (!metrics[i].IsPossible(value))
            {
                outOfRange |= 1U << i;
            }
        }

        if (missing)
        {
            flags |= ReadingFlags.MissingField;
            lost += QualityPenalties.MissingField;
        }

        if (outOfRange != 0)
        {
            flags |= ReadingFlags.OutOfRange;
            lost += QualityPenalties.OutOfRange;
        }

        return new QualityAssessment { Time = time, Flags = flags, Quality = Math.Max(0, draft.QualityScore - lost), OutOfRange = outOfRange };
    }
}
