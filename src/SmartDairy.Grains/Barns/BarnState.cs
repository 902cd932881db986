namespace SmartDairy.Grains.Barns;

/// <summary>The stored state of a barn. It is serialized as JSON: members are only added.</summary>
public sealed class BarnState
{
    /// <summary>The name for people; null when the barn has none.</summary>
    public string? Name { get; set; }
}
