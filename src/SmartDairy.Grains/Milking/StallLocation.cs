using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Grains.Milking;

/// <summary>Where a stall is.</summary>
/// <param name="FarmDays">Of its farm's calendar.</param>
public sealed record StallLocation(int FarmId, int ParlorId, int StallId, FarmCalendar FarmDays)
{
    /// <summary>The milking as one of this stall.</summary>
    public MilkingSession WithStall(MilkingSession milking) => milking with { ParlorId = ParlorId, StallId = StallId };
}
