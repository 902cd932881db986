namespace SmartDairy.Contracts.Animals;

/// <summary>Kind of event in an animal's life.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum AnimalEventKind
{
    /// <summary>Calving, with the number of calves born alive.</summary>
    Calving = 0,

    /// <summary>Insemination, with its sire if known.</summary>
    Insemination = 1,

    /// <summary>Pregnancy check, whose member 'pregnant' holds the result.</summary>
    PregnancyCheck = 2,

    /// <summary>Dry-off before calving, with a dry cow product and withdrawal if given.</summary>
    DryOff = 3,

    /// <summary>Treatment with a product and, for most products, the end of its withdrawal.</summary>
    Treatment = 4,

    /// <summary>Move to the group in member 'group', or out of any group. Cows are restless for days afterwards.</summary>
    GroupChange = 5,

    /// <summary>Trimming of the animal's hooves.</summary>
    HoofTrimming = 6,

    /// <summary>Heat (estrus) observed by a person.</summary>
    HeatObserved = 7,

    /// <summary>Diagnosis of the disease in member 'diagnosis'.</summary>
    Diagnosis = 8,

    /// <summary>Loss of a pregnancy before calving.</summary>
    Abortion = 9,

    /// <summary>Departure from the herd: sold, slaughtered or dead.</summary>
    Departure = 10,
}
