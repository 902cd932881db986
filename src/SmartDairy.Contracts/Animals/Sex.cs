namespace SmartDairy.Contracts.Animals;

/// <summary>The numbers are stored.</summary>
public enum Sex
{
    Female = 0,
    Male = 1,
}
