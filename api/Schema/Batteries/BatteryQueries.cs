namespace SmartDairy.Api.Schema.Batteries;

/// <summary>What is asked about batteries.</summary>
public sealed class BatteryQueries
{
    /// <summary>How long a battery lasts by what the device does; nothing of a farm is looked at.</summary>
    /// <param name="dutyCycle">What it does and draws.</param>
    public static BatteryLifeView BatteryLife(DutyCycleInput dutyCycle) => dutyCycle.ToBatteryLife();
}
