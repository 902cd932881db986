namespace SmartDairy.Contracts.Animals;

/// <summary>Position of an animal between two calvings.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum ReproductiveStatus
{
    /// <summary>Not inseminated since the last calving or abortion, or never.</summary>
    Open = 0,

    /// <summary>Inseminated, but not checked for pregnancy yet.</summary>
    Inseminated = 1,

    /// <summary>Inseminated, and found to be pregnant.</summary>
    Pregnant = 2,

    /// <summary>Inseminated, and found not to be pregnant.</summary>
    NotPregnant = 3,
}
