namespace SmartDairy.Contracts.Animals;

public enum BindingChangeKind
{
    /// <summary>An animal gets a target; whoever had it, and whatever she had of its kind, gives way for that span.</summary>
    Bind = 0,

    /// <summary>Two animals exchange their collars.</summary>
    Swap = 1,

    /// <summary>A binding was told wrong: another animal, target or span is right.</summary>
    Repair = 2,

    /// <summary>A binding should never have been.</summary>
    Retract = 3,
}
