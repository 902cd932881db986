namespace SmartDairy.Simulator.Parameters;

/// <summary>What goes wrong with sensors of the air. Tolerances: 0.2 °C, 2 %RH, 1 hPa, 50 ppm of CO2, 2 ppm of NH3.</summary>
public sealed record AirSensorParameters
{
    /// <summary>Share of sensors that drift, each in one metric and one direction.</summary>
    [AllowedRange(0, 1)] public required double Drifting { get; init; }

    /// <summary>Tolerances a month.</summary>
    [AllowedRange(0, 20)] public required TruncatedNormal DriftPerMonth { get; init; }

    /// <summary>Days after the herd's start when it begins to drift.</summary>
    [AllowedRange(0, 3650)] public required TruncatedNormal DriftFrom { get; init; }

    /// <summary>Shifts a sensor and year.</summary>
    [AllowedRange(0, 50)] public required double ShiftsPerYear { get; init; }

    /// <summary>Tolerances, to either side.</summary>
    [AllowedRange(0, 100)] public required TruncatedNormal Shift { get; init; }

    /// <summary>Times a sensor and year that it repeats one value.</summary>
    [AllowedRange(0, 50)] public required double StuckPerYear { get; init; }

    /// <summary>Times a sensor and year that single values jump.</summary>
    [AllowedRange(0, 50)] public required double SpikesPerYear { get; init; }

    /// <summary>Tolerances of a jump, to either side.</summary>
    [AllowedRange(0, 1000)] public required TruncatedNormal Spike { get; init; }

    /// <summary>Share of the values that jump meanwhile.</summary>
    [AllowedRange(0, 1)] public required double SpikeShare { get; init; }

    /// <summary>Times a sensor and year that it sends nothing.</summary>
    [AllowedRange(0, 50)] public required double DropOutsPerYear { get; init; }

    /// <summary>Days of a shift, of being stuck, of spikes.</summary>
    [AllowedRange(0.05, 60)] public required TruncatedNormal Days { get; init; }

    /// <summary>Hours without messages.</summary>
    [AllowedRange(0.5, 240)] public required TruncatedNormal DropOutHours { get; init; }
}
