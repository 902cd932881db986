using SmartDairy.Analytics.Battery;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Batteries;

/// <summary>Battery capacity and the currents a device draws, from its data sheet or measured.</summary>
public sealed class DutyCycleInput
{
    private const int MaxStates = 32;

    /// <summary>Capacity of the battery in mAh, above 0.</summary>
    public required double CapacityMilliampHours { get; init; }

    /// <summary>
    /// States in which the device draws current, at most 32. Together they last at most an hour per hour; the device sleeps for the rest.
    /// </summary>
    public required IReadOnlyList<DutyStateInput> States { get; init; }

    /// <summary>Current drawn while the device sleeps, in mA, 0 or more.</summary>
    public required double SleepMilliamps { get; init; }

    /// <summary>Share of the capacity lost per year to self-discharge, 0 to below 1; 0.01 when omitted, as of a lithium cell.</summary>
    public double? SelfDischargePerYear { get; init; }

    /// <exception cref="InvalidArgumentException">A number is out of its bounds.</exception>
    internal BatteryLifeView ToBatteryLife()
    {
        Argument.MaxItems("states", States, MaxStates);
        try
        {
            var mean =
                DutyCycle.MeanMilliAmps(
                    [.. States.Select(state => new DutyState(state.Milliamps, state.Each, state.PerHour))], SleepMilliamps);
            return new(mean, DutyCycle.Days(CapacityMilliampHours, mean, SelfDischargePerYear ?? 0.01));
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidArgumentException(wrong.Message);
        }
    }
}
