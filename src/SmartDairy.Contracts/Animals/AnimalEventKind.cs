namespace SmartDairy.Contracts.Animals;

/// <summary>What can happen in an animal's life. The numbers are stored.</summary>
public enum AnimalEventKind
{
    Calving = 0,
    Insemination = 1,

    /// <summary><see cref="AnimalEvent.Pregnant"/> says how it ended.</summary>
    PregnancyCheck = 2,

    DryOff = 3,

    /// <summary>With a product and, for most products, the end of its withdrawal.</summary>
    Treatment = 4,

    /// <summary><see cref="AnimalEvent.Group"/> names the new group. Cows are restless for days after it.</summary>
    GroupChange = 5,

    HoofTrimming = 6,

    /// <summary>Somebody saw her in heat.</summary>
    HeatObserved = 7,

    /// <summary><see cref="AnimalEvent.Diagnosis"/> names the disease.</summary>
    Diagnosis = 8,

    Abortion = 9,

    /// <summary>Sold, slaughtered or dead: no longer in the herd.</summary>
    Departure = 10,
}
