using GraphQL;
using SmartDairy.Husbandry.Milking.Tanks;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>How far a stall's meter is off the other meters of the farm, from what cows gave there against what was expected of them.</summary>
[Name("MeterBias")]
public sealed class MeterBiasView(MeterBias bias)
{
    /// <summary>Number of the parlor.</summary>
    public int ParlorId => bias.ParlorId;

    /// <summary>Number of the stall.</summary>
    public int StallId => bias.StallId;

    /// <summary>Milkings it was told from.</summary>
    public int Milkings => bias.Milkings;

    /// <summary>Positive when it counts more than the others.</summary>
    public double Percent => bias.Percent;

    /// <summary>The truth lies so far around percent, 95 times in a hundred.</summary>
    public double ErrorPercent => bias.HalfWidth95;
}
