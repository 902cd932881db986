namespace SmartDairy.Contracts.Animals;

/// <summary>Sex of an animal: female or male.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum Sex
{
    Female = 0,
    Male = 1,
}
