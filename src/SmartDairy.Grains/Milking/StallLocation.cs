using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Grains.Milking;

/// <summary>The farm, parlor and number of a milking stall.</summary>
/// <param name="FarmDays">The calendar of the farm.</param>
public sealed record StallLocation(int FarmId, int ParlorId, int StallId, FarmCalendar FarmDays)
{
    /// <summary>The milking as one of this stall.</summary>
    public MilkingSession WithStall(MilkingSession milking) => milking with { ParlorId = ParlorId, StallId = StallId };
}
