namespace SmartDairy.Api.Schema.Batteries;

/// <summary>Queries of batteries.</summary>
public sealed class BatteryQueries
{
    /// <summary>Calculates the life of a battery from a duty cycle alone; reads no data of any farm.</summary>
    /// <param name="dutyCycle">Battery capacity and the currents a device draws.</param>
    public static BatteryLifeView BatteryLife(DutyCycleInput dutyCycle) => dutyCycle.ToBatteryLife();
}
