namespace SmartDairy.Simulator.Parameters;

/// <summary>Faults of air sensors. Tolerances: 0.2 °C, 2 %RH, 1 hPa, 50 ppm of CO2, 2 ppm of NH3.</summary>
public sealed record AirSensorParameters
{
    /// <summary>Share of sensors that drift, each in one metric and one direction.</summary>
    [AllowedRange(0, 1)] public required double Drifting { get; init; }

    /// <summary>Drift in tolerances a month.</summary>
    [AllowedRange(0, 20)] public required TruncatedNormal DriftPerMonth { get; init; }

    /// <summary>Days from the herd's start to the start of the drift.</summary>
    [AllowedRange(0, 3650)] public required TruncatedNormal DriftFrom { get; init; }

    /// <summary>Shifts per sensor and year.</summary>
    [AllowedRange(0, 50)] public required double ShiftsPerYear { get; init; }

    /// <summary>Size of a shift in tolerances, to either side.</summary>
    [AllowedRange(0, 100)] public required TruncatedNormal Shift { get; init; }

    /// <summary>Spells of a stuck value per sensor and year.</summary>
    [AllowedRange(0, 50)] public required double StuckPerYear { get; init; }

    /// <summary>Spells of spikes per sensor and year.</summary>
    [AllowedRange(0, 50)] public required double SpikesPerYear { get; init; }

    /// <summary>Size of a spike in tolerances, to either side.</summary>
    [AllowedRange(0, 1000)] public required TruncatedNormal Spike { get; init; }

    /// <summary>Share of values that are spikes during a spell.</summary>
    [AllowedRange(0, 1)] public required double SpikeShare { get; init; }

    /// <summary>Drop-outs per sensor and year, in which nothing is sent.</summary>
    [AllowedRange(0, 50)] public required double DropOutsPerYear { get; init; }

    /// <summary>Duration of a shift, a stuck value or spikes, days.</summary>
    [AllowedRange(0.05, 60)] public required TruncatedNormal Days { get; init; }

    /// <summary>Duration of a drop-out, hours.</summary>
    [AllowedRange(0.5, 240)] public required TruncatedNormal DropOutHours { get; init; }
}
