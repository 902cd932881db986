namespace SmartDairy.Simulator.Truth;

/// <summary>What can be the case in a simulated herd without anybody being told.</summary>
public enum TruthKind
{
    /// <summary>The subject is a cow, as of all kinds up to <see cref="Unrest"/>.</summary>
    Estrus,

    /// <summary>Starts with its first signs, ends when the calf is there.</summary>
    Calving,

    /// <summary>Clinical, of one quarter.</summary>
    Mastitis,

    /// <summary>Conductivity of one quarter rises somewhat, and nothing else: not to be found as clinical mastitis.</summary>
    SubclinicalMastitis,

    Ketosis,
    DisplacedAbomasum,
    Metritis,
    Lameness,
    GroupChange,
    HoofTrimming,

    /// <summary>She walks much for some hours, without being in estrus.</summary>
    Unrest,

    /// <summary>The subject is a barn, e.g. <c>barn/1</c>: a day whose mean temperature-humidity index is 72 or more.</summary>
    HeatStress,

    /// <summary>The subject is the farm, <c>farm/1</c>: the whole herd is restless.</summary>
    Storm,

    /// <summary>The subject is the farm: the whole herd ruminates less for days.</summary>
    FeedChange,

    /// <summary>The subject is a collar, as of the two after it: it reads wrong.</summary>
    CollarLoose,

    /// <summary>It lies somewhere, still sending.</summary>
    CollarLost,

    /// <summary>It is worn by another cow than it is registered for: <see cref="TruthEvent.WearerId"/>.</summary>
    CollarSwapped,

    /// <summary>The subject is an environmental sensor, as of the four after it; <see cref="TruthEvent.Metric"/> names what it measures wrong.</summary>
    SensorDrift,
    SensorShift,
    SensorStuck,
    SensorSpikes,

    /// <summary>It sends nothing.</summary>
    SensorDropOut,
}
