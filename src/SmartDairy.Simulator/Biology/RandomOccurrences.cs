namespace SmartDairy.Simulator.Biology;

/// <summary>Random events that happen a few times a year, at most once a week.</summary>
internal static class RandomOccurrences
{
    private const long WeekMs = 7 * 86_400_000L;
    private const double WeeksPerYear = 365.0 / 7;

    /// <summary>Starts of the events in a span, each with its own random numbers.</summary>
    /// <param name="noise">Random source of the subject and the kind of event.</param>
    /// <param name="perYear">Events a year, 0 to 50.</param>
    public static IEnumerable<(long Start, RandomSequence Draws)> Between(IndexedRandom noise, double perYear, long from, long to)
    {
        if (perYear <= 0)
        {
            yield break;
        }

        for (var week = (long)Math.Floor(from / (double)WeekMs); week * WeekMs < to; week++)
        {
            var own = noise.Derive(1, (int)week);
            if (own.Uniform(-1) < perYear / WeeksPerYear)
            {
                var start = (week * WeekMs) + ((long)(own.Uniform(-2) * WeekMs) / 1000 * 1000);
                if (start >= from && start < to)
                {
                    yield return (start, new RandomSequence(own));
                }
            }
        }
    }
}
