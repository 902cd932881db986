namespace SmartDairy.Contracts.Commands;

/// <param name="Name">1 to 64 characters, see <see cref="Identifier"/>.</param>
/// <param name="Arguments">JSON; null when the command takes none.</param>
/// <param name="Timeout">1 second to 1 day.</param>
[GenerateSerializer, Immutable, Alias("command-request")]
public sealed record CommandRequest(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Arguments,
    [property: Id(2)] TimeSpan Timeout);
