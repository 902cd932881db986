using GraphQL;
using SmartDairy.Husbandry.Milking.Tanks;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>Deviation of one stall's milk meter from the farm's other meters, estimated from measured against expected milk.</summary>
[Name("MeterBias")]
public sealed class MeterBiasView(MeterBias bias)
{
    /// <summary>Number of the milking parlor the meter is in.</summary>
    public int ParlorId => bias.ParlorId;

    /// <summary>Number of the stall the meter is at.</summary>
    public int StallId => bias.StallId;

    /// <summary>Number of milkings the estimate is based on.</summary>
    public int Milkings => bias.Milkings;

    /// <summary>Deviation in percent, positive when the meter counts more than the others.</summary>
    public double Percent => bias.Percent;

    /// <summary>Half-width of the 95 % confidence interval around percent, in percentage points.</summary>
    public double ErrorPercent => bias.HalfWidth95;
}
