namespace SmartDairy.Contracts.Animals;

/// <summary>Kinds of changes of animal bindings.</summary>
public enum BindingChangeKind
{
    /// <summary>Binds a target to an animal; conflicting bindings of the target or of the animal give way for that period.</summary>
    Bind = 0,

    /// <summary>Exchanges the collars of two animals.</summary>
    Swap = 1,

    /// <summary>Corrects the animal, target or period of a binding.</summary>
    Repair = 2,

    /// <summary>Retracts a binding that was recorded by mistake.</summary>
    Retract = 3,
}
