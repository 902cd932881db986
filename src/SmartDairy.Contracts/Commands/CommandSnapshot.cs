namespace SmartDairy.Contracts.Commands;

/// <summary>The current state of a command. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("command")]
public sealed record CommandSnapshot
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string DeviceId { get; init; }

    [Id(2)] public required string Name { get; init; }

    [Id(3)] public required CommandState State { get; init; }

    [Id(4)] public required long SentAt { get; init; }

    /// <summary>When the command ended; null while it is in progress.</summary>
    [Id(5)] public long? CompletedAt { get; init; }

    /// <summary>The device's answer as JSON; null when it sent none.</summary>
    [Id(6)] public string? Result { get; init; }

    /// <summary>Arguments as JSON; null when the command takes none.</summary>
    [Id(7)] public string? Arguments { get; init; }

    [Id(8)] public required long DeadlineAt { get; init; }
}
