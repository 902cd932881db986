namespace SmartDairy.Contracts.Animals;

/// <summary>How far an animal is between two calvings. The numbers are stored.</summary>
public enum ReproductiveStatus
{
    /// <summary>Not inseminated since she last calved or aborted, or never.</summary>
    Open = 0,

    /// <summary>Inseminated, and nobody looked yet whether it took.</summary>
    Inseminated = 1,

    Pregnant = 2,

    /// <summary>Inseminated, and found not to be pregnant.</summary>
    NotPregnant = 3,
}
