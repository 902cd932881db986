namespace SmartDairy.Grains.Barns;

/// <summary>What is kept of a barn. Serialized as JSON: only add members.</summary>
public sealed class BarnState
{
    public string? Name { get; set; }
}
