namespace SmartDairy.Contracts.Detections;

/// <summary>What a detector can find. The numbers are stored.</summary>
public enum DetectionKind
{
    /// <summary>Estrus.</summary>
    Heat = 0,

    /// <summary>Clinical mastitis.</summary>
    Mastitis = 1,

    /// <summary>A metabolic or other illness of the whole cow: ketosis, indigestion, displaced abomasum, metritis.</summary>
    Illness = 2,

    /// <summary>Too hot for her, or in a zone, for hours.</summary>
    HeatStress = 3,

    /// <summary>About to calve.</summary>
    Calving = 4,

    /// <summary>The collar lies somewhere, or she does.</summary>
    NoMovement = 5,

    Lameness = 6,

    /// <summary>A sensor moves away from the truth, slowly.</summary>
    SensorDrift = 20,

    /// <summary>A sensor jumped and stayed there.</summary>
    SensorShift = 21,

    SensorStuck = 22,

    /// <summary>Single values far off what came before and after.</summary>
    SensorSpikes = 23,

    /// <summary>Fewer messages than it used to send.</summary>
    SensorDropOut = 24,

    CalibrationExpired = 25,
}
