using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking.Tanks;

/// <summary>What the meters counted between two collections of a tank, compared with what was collected.</summary>
public sealed record TankReconciliation
{
    public required TankCollection Collection { get; init; }

    /// <summary>The collection before, Unix milliseconds.</summary>
    public required long From { get; init; }

    /// <summary>Milkings that began between the two collections.</summary>
    public required int Milkings { get; init; }

    /// <summary>Of those, how many have no volume.</summary>
    public required int MilkingsWithoutVolume { get; init; }

    /// <summary>Sum of the meters, L.</summary>
    public required double MeteredLitres { get; init; }

    /// <summary>Metered without what was withheld, less what was collected, L.</summary>
    public required double DifferenceLitres { get; init; }

    /// <summary>Of what was collected; null when nothing was.</summary>
    public required double? DifferencePercent { get; init; }

    public required double TolerancePercent { get; init; }

    public required TankVerdict Verdict { get; init; }

    /// <param name="from">The collection before.</param>
    /// <param name="milkings">Those of the meters that fill the tank; what did not begin between the collections is left out.</param>
    /// <param name="tolerancePercent">How far meters may be off.</param>
    public static TankReconciliation Create(TankCollection collection, long from, IEnumerable<MilkingSession> milkings, double tolerancePercent)
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
