namespace SmartDairy.Contracts.Commands;

/// <summary>A command to be sent to a device.</summary>
/// <param name="Name">Name of the command, an <see cref="Identifier"/>.</param>
/// <param name="Arguments">Arguments as JSON; null when the command takes none.</param>
/// <param name="Timeout">Time until the command expires, 1 second to 1 day.</param>
[GenerateSerializer, Immutable, Alias("command-request")]
public sealed record CommandRequest(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Arguments,
    [property: Id(2)] TimeSpan Timeout);
