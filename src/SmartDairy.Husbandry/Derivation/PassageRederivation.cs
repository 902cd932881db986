using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Husbandry.Rfid;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>
/// Derives the passages of some tags and animals at one place from history, after reads of theirs came too late to be worked in.
/// </summary>
/// <param name="place">See <see cref="TagPlace"/>.</param>
/// <param name="subjects">Their <see cref="PassageFold.SubjectKey(TagReading)"/>s.</param>
/// <param name="firstRead">The earliest late read, Unix milliseconds.</param>
/// <param name="lastRead">The latest late read, Unix milliseconds.</param>
public sealed class PassageRederivation(int farmId, string place, IReadOnlySet<string> subjects, long firstRead, long lastRead)
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;

    /// <summary>A stay that a late read belongs to may begin this much earlier.</summary>
    private const long LeadMs = 12 * HourMs;

    private readonly PassageFoldOptions _options =
        (TagPlace.IsGate(place) ? PassageFoldOptions.Gate : PassageFoldOptions.Area) with
        {
            Retention = TimeSpan.FromDays(400),
            MaxPassages = int.MaxValue,
        };

    /// <summary>The spans to derive, a day each, so that a backlog of weeks is never in memory as a whole.</summary>
    public IEnumerable<Span> Days()
    {
        for (var from = firstRead - LeadMs; from <= lastRead; from += DayMs)
        {
            yield return new(from, from + DayMs);
        }
    }

    /// <summary>The passages that began in a span, as they are known at that time.</summary>
    /// <param name="reads">All reads at the place from <see cref="Span.ReadFrom"/> to <see cref="Span.ReadTo"/>, in order of time.</param>
    public IReadOnlyList<Passage> Derive(Span span, IEnumerable<TagReading> reads, long now)
    {
        var fold = new PassageFold(farmId, place, _options);
        foreach (var read in reads)
        {
            if (PassageFold.SubjectKey(read) is { } subject && subjects.Contains(subject))
            {
                fold.Add(read);
            }
        }

        fold.Advance(now);
        return [.. fold.DrainPassages().Where(passage => passage.StartedAt >= span.From && passage.StartedAt < span.To)];
    }

    /// <summary>
    /// The part of a span in which every stored passage of the subjects must be among the derived ones; one that touches no late read was
    /// right before. Null when no part of it is.
    /// </summary>
    public (long From, long To)? Disputed(Span span)
    {
        var gap = (long)_options.Gap.TotalMilliseconds;
        var (from, to) = (Math.Max(span.From, firstRead - gap), Math.Min(span.To, lastRead + gap + 1));
        return from < to ? (from, to) : null;
    }

    /// <param name="From">Unix milliseconds, inclusive.</param>
    /// <param name="To">Unix milliseconds, exclusive.</param>
    public readonly record struct Span(long From, long To)
    {
        /// <summary>Unix milliseconds, inclusive.</summary>
        public long ReadFrom => From - LeadMs;

        /// <summary>Unix milliseconds, exclusive.</summary>
        public long ReadTo => To + LeadMs;
    }
}
