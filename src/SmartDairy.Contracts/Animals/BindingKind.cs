namespace SmartDairy.Contracts.Animals;

/// <summary>What an animal is bound to. The numbers are stored.</summary>
public enum BindingKind
{
    /// <summary>The target is the id of an activity collar.</summary>
    Collar = 0,

    /// <summary>The target is the electronic product code of an ear tag.</summary>
    Tag = 1,

    /// <summary>The target is where she is kept: <c>barn/2</c> or <c>barn/2/zone/3</c>.</summary>
    Place = 2,
}
