using SmartDairy.Contracts.Commands;

namespace SmartDairy.Grains.Commands;

/// <summary>What is kept of a device's commands and configuration. Serialized as JSON: only add members.</summary>
public sealed class CommandsState
{
    /// <summary>Newest last, at most 100.</summary>
    public List<CommandSnapshot> Commands { get; set; } = [];

    public string? Desired { get; set; }

    public string? Reported { get; set; }
}
