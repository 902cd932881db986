using GraphQL;
using SmartDairy.Husbandry.Milking.Tanks;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>What the meters counted between two collections of a tank, compared with what was collected.</summary>
[Name("TankReconciliation")]
public sealed class TankReconciliationView(TankReconciliation reconciliation)
{
    /// <summary>What was collected at the end of the span.</summary>
    public TankCollectionView Collection => new(reconciliation.Collection);

    /// <summary>The collection before: milkings that began since then count.</summary>
    public DateTimeOffset From => reconciliation.From.ToInstant();

    /// <summary>How many they were.</summary>
    public int Milkings => reconciliation.Milkings;

    /// <summary>Those among them whose volume nobody knows.</summary>
    public int Unmeasured => reconciliation.MilkingsWithoutVolume;

    /// <summary>Sum of the meters.</summary>
    public double MeteredLitres => reconciliation.MeteredLitres;

    /// <summary>Metered, without what was withheld, less what was collected.</summary>
    public double DifferenceLitres => reconciliation.DifferenceLitres;

    /// <summary>The difference in percent of what was collected; null when nothing was.</summary>
    public double? DifferencePercent => reconciliation.DifferencePercent;

    /// <summary>How far meters may be off.</summary>
    public double TolerancePercent => reconciliation.TolerancePercent;

    /// <summary>What it means.</summary>
    public TankVerdict Verdict => reconciliation.Verdict;
}
