namespace SmartDairy.Simulator.Truth;

/// <summary>Kinds of ground truth in a simulated herd.</summary>
public enum TruthKind
{
    /// <summary>The subject is a cow, as for all kinds up to <see cref="Unrest"/>.</summary>
    Estrus,

    /// <summary>Starts with the first signs and ends with the birth.</summary>
    Calving,

    /// <summary>Clinical mastitis of one quarter.</summary>
    Mastitis,

    /// <summary>Only the conductivity of one quarter rises slightly; not to be detected as clinical mastitis.</summary>
    SubclinicalMastitis,

    Ketosis,
    DisplacedAbomasum,
    Metritis,
    Lameness,
    GroupChange,
    HoofTrimming,

    /// <summary>The cow is restless for some hours without estrus.</summary>
    Unrest,

    /// <summary>
    /// The subject is a barn, e.g. <c>barn/1</c>: a day whose mean temperature-humidity index is at or above <c>heatStress.told</c> of the
    /// parameters.
    /// </summary>
    HeatStress,

    /// <summary>The subject is the farm, <c>farm/1</c>: the whole herd is restless.</summary>
    Storm,

    /// <summary>The subject is the farm: the whole herd ruminates less for days.</summary>
    FeedChange,

    /// <summary>The subject is a collar, as for the next two kinds; a loose collar measures wrongly.</summary>
    CollarLoose,

    /// <summary>The collar is lost and still sends.</summary>
    CollarLost,

    /// <summary>Another cow, <see cref="TruthEvent.WearerId"/>, wears the collar.</summary>
    CollarSwapped,

    /// <summary>
    /// The subject is an environmental sensor, as for the next four kinds; <see cref="TruthEvent.Metric"/> is the affected metric.
    /// </summary>
    SensorDrift,
    SensorShift,
    SensorStuck,
    SensorSpikes,

    /// <summary>The sensor sends nothing.</summary>
    SensorDropOut,
}
