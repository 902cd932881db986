namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>One version of a rule.</summary>
[GenerateSerializer, Immutable, Alias("stored-rule")]
public sealed record StoredRule
{
    /// <summary>An <see cref="Identifier"/>, unique across farms and the same for all versions of the rule.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Number of the version, counted from 1.</summary>
    [Id(2)] public required int Version { get; init; }

    [Id(3)] public required RuleDefinition Definition { get; init; }

    /// <summary>When this version was saved, Unix milliseconds. The version does not evaluate earlier readings.</summary>
    [Id(4)] public required long SavedAt { get; init; }

    /// <summary>The user who saved the version; null for the system.</summary>
    [Id(5)] public string? SavedBy { get; init; }

    /// <summary>True for the last version of a deleted rule.</summary>
    [Id(6)] public bool Deleted { get; init; }
}
