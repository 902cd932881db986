using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking.Tanks;

/// <summary>Compares the milk that meters counted between two collections of a tank with the collected milk.</summary>
public sealed record TankReconciliation
{
    public required TankCollection Collection { get; init; }

    /// <summary>The previous collection, Unix milliseconds.</summary>
    public required long From { get; init; }

    /// <summary>Milkings that began between the two collections.</summary>
    public required int Milkings { get; init; }

    /// <summary>Number of those milkings without a volume.</summary>
    public required int MilkingsWithoutVolume { get; init; }

    /// <summary>Milk by the meters, L.</summary>
    public required double MeteredLitres { get; init; }

    /// <summary>Metered milk minus withheld and collected milk, L.</summary>
    public required double DifferenceLitres { get; init; }

    /// <summary>The difference in percent of the collected milk; null when none was collected.</summary>
    public required double? DifferencePercent { get; init; }

    public required double TolerancePercent { get; init; }

    public required TankVerdict Verdict { get; init; }

    /// <param name="from">The previous collection, Unix milliseconds.</param>
    /// <param name="milkings">Milkings of the meters that fill the tank; those that did not begin between the collections are
    /// ignored.</param>
    /// <param name="tolerancePercent">The largest difference allowed, percent.</param>
    public static TankReconciliation Create(
        TankCollection collection, long from, IEnumerable<MilkingSession> milkings, double tolerancePercent)
    {
        var (count, unmeasured, metered) = (0, 0, 0.0);
        foreach (var milking in milkings)
        {
            if (milking.Retracted || milking.StartedAt < from || milking.StartedAt >= collection.Time)
            {
                continue;
            }

            count++;
            unmeasured += milking.Litres is null ? 1 : 0;
            metered += milking.Litres ?? 0;
        }

        var difference = metered - collection.WithheldLitres - collection.Litres;
        double? percent = collection.Litres > 0 ? 100 * difference / collection.Litres : null;
        return new TankReconciliation
        {
            Collection = collection,
            From = from,
            Milkings = count,
            MilkingsWithoutVolume = unmeasured,
            MeteredLitres = metered,
            DifferenceLitres = difference,
            DifferencePercent = percent,
            TolerancePercent = tolerancePercent,
            Verdict = VerdictOf(percent, tolerancePercent, unmeasured),
        };
    }

    private static TankVerdict VerdictOf(double? percent, double tolerance, int unmeasured) => percent switch
    {
        null => TankVerdict.Undecided,
        { } value when Math.Abs(value) <= tolerance => unmeasured == 0 ? TankVerdict.Within : TankVerdict.Undecided,
        > 0 => TankVerdict.MeteredMore,
        _ => unmeasured == 0 ? TankVerdict.MeteredLess : TankVerdict.Undecided,
    };
}
