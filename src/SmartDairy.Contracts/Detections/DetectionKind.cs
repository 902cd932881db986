namespace SmartDairy.Contracts.Detections;

/// <summary>Kind of condition a detector finds.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum DetectionKind
{
    /// <summary>Heat (estrus) of a cow.</summary>
    Heat = 0,

    /// <summary>Clinical mastitis of a cow.</summary>
    Mastitis = 1,

    /// <summary>Metabolic or other illness of the whole cow: ketosis, indigestion, displaced abomasum, metritis.</summary>
    Illness = 2,

    /// <summary>Hours of excessive heat for an animal or in a zone.</summary>
    HeatStress = 3,

    /// <summary>Calving that is about to begin.</summary>
    Calving = 4,

    /// <summary>No movement of a collar: the animal lies still, or the collar was lost.</summary>
    NoMovement = 5,

    /// <summary>Lameness: the animal walks badly.</summary>
    Lameness = 6,

    /// <summary>Sensor that slowly moves away from the true value.</summary>
    SensorDrift = 20,

    /// <summary>Sensor whose values jumped and stayed there.</summary>
    SensorShift = 21,

    /// <summary>Sensor that repeats the very same value for hours.</summary>
    SensorStuck = 22,

    /// <summary>Sensor with single values far from those before and after.</summary>
    SensorSpikes = 23,

    /// <summary>Sensor that was silent for more than an hour and six usual intervals.</summary>
    SensorDropOut = 24,

    /// <summary>Sensor whose calibration has expired.</summary>
    CalibrationExpired = 25,
}
