using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Grains.Milking;

/// <summary>Where a stall is.</summary>
/// <param name="Days">Of its farm's calendar.</param>
public sealed record StallPlace(int FarmId, int ParlorId, int StallId, FarmDays Days)
{
    /// <summary>The milking as one of this stall.</summary>
    public MilkingSession Of(MilkingSession milking) => milking with { ParlorId = ParlorId, StallId = StallId };
}
