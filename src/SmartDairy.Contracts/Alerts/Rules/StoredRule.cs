namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>One version of a rule.</summary>
[GenerateSerializer, Immutable, Alias("stored-rule")]
public sealed record StoredRule
{
    /// <summary>An <see cref="Identifier"/>, unique over all farms and the same for all versions.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>1 for the first.</summary>
    [Id(2)] public required int Version { get; init; }

    [Id(3)] public required RuleDefinition Definition { get; init; }

    /// <summary>When this version was saved, Unix milliseconds. Nothing before it is judged by it.</summary>
    [Id(4)] public required long SavedAt { get; init; }

    /// <summary>Who saved it; null when the system did.</summary>
    [Id(5)] public string? SavedBy { get; init; }

    /// <summary>True for the last version of a rule that was deleted.</summary>
    [Id(6)] public bool Deleted { get; init; }
}
