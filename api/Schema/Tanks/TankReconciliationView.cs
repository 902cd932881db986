using GraphQL;
using SmartDairy.Husbandry.Milking.Tanks;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>Milk metered between two collections of a tank, compared with the milk collected.</summary>
[Name("TankReconciliation")]
public sealed class TankReconciliationView(TankReconciliation reconciliation)
{
    /// <summary>Collection at the end of the span.</summary>
    public TankCollectionView Collection => new(reconciliation.Collection);

    /// <summary>Time of the previous collection; milkings that started since then count.</summary>
    public DateTimeOffset From => reconciliation.From.ToInstant();

    /// <summary>Number of milkings that started between the two collections.</summary>
    public int Milkings => reconciliation.Milkings;

    /// <summary>Number of those milkings whose volume is unknown.</summary>
    public int Unmeasured => reconciliation.MilkingsWithoutVolume;

    /// <summary>Sum of the milk metered, in litres.</summary>
    public double MeteredLitres => reconciliation.MeteredLitres;

    /// <summary>Milk metered, minus the milk withheld and the milk collected, in litres.</summary>
    public double DifferenceLitres => reconciliation.DifferenceLitres;

    /// <summary>Difference in percent of the milk collected; null when none was collected.</summary>
    public double? DifferencePercent => reconciliation.DifferencePercent;

    /// <summary>Accepted difference in percent of the milk collected.</summary>
    public double TolerancePercent => reconciliation.TolerancePercent;

    /// <summary>Verdict on the difference, judged by the tolerance.</summary>
    public TankVerdict Verdict => reconciliation.Verdict;
}
