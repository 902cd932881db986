using SmartDairy.Contracts.Commands;

namespace SmartDairy.Grains.Commands;

/// <summary>The stored state of a device's commands and configuration. It is serialized as JSON: members are only added.</summary>
public sealed class CommandsState
{
    /// <summary>The commands, newest last, at most 100.</summary>
    public List<CommandSnapshot> Commands { get; set; } = [];

    /// <summary>The configuration a user wants, as JSON; null when none was ever set.</summary>
    public string? Desired { get; set; }

    /// <summary>The configuration the device last reported, as JSON; null when never reported.</summary>
    public string? Reported { get; set; }
}
