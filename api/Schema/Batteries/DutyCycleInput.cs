using SmartDairy.Analytics.Battery;
using SmartDairy.Api.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Batteries;

/// <summary>What a device does and what it draws, from its data sheet or measured.</summary>
public sealed class DutyCycleInput
{
    private const int MaxStates = 32;

    /// <summary>Of the battery, mAh, above 0.</summary>
    public required double CapacityMilliampHours { get; init; }

    /// <summary>Up to 32, together at most an hour of each hour; the rest is slept through.</summary>
    public required IReadOnlyList<DutyStateInput> States { get; init; }

    /// <summary>What it draws asleep, mA, 0 or more.</summary>
    public required double SleepMilliamps { get; init; }

    /// <summary>Share of the capacity that is lost a year by itself, 0 to below 1; 0.01, a lithium cell's, when left out.</summary>
    public double? SelfDischargePerYear { get; init; }

    /// <exception cref="InvalidArgumentException">A number is out of its bounds.</exception>
    internal BatteryLifeView ToBatteryLife()
    {
        Argument.MaxItems("states", States, MaxStates);
        try
        {
            var mean = DutyCycle.MeanMilliAmps([.. States.Select(state => new DutyState(state.Milliamps, state.Each, state.PerHour))], SleepMilliamps);
            return new(mean, DutyCycle.Days(CapacityMilliampHours, mean, SelfDischargePerYear ?? 0.01));
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidArgumentException(wrong.Message);
        }
    }
}
