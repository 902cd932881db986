namespace SmartDairy.Contracts.Animals;

/// <summary>Kind of target that an animal is bound to.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum BindingKind
{
    /// <summary>Activity collar; the target is its device id.</summary>
    Collar = 0,

    /// <summary>Ear tag; the target is its electronic product code (EPC).</summary>
    Tag = 1,

    /// <summary>Place the animal is kept at; the target is written <c>barn/2</c> or <c>barn/2/zone/3</c>.</summary>
    Place = 2,
}
