namespace SmartDairy.Contracts.Milking;

/// <summary>
/// Milk collected from a tank, entered by a person or the dairy, for comparison with the milk meters. Times are Unix milliseconds, UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("tank-collection")]
public sealed record TankCollection
{
    /// <summary>Unique on the farm; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Id of the tank; see <see cref="Identifier"/>.</summary>
    [Id(2)] public required string TankId { get; init; }

    [Id(3)] public required long Time { get; init; }

    /// <summary>Volume of the collected milk, L.</summary>
    [Id(4)] public required double Litres { get; init; }

    /// <summary>Milk withheld from the tank since the last collection, L: colostrum, milk under withdrawal, milk for calves.</summary>
    [Id(5)] public double WithheldLitres { get; init; }

    [Id(6)] public required long RecordedAt { get; init; }

    [Id(7)] public required string RecordedBy { get; init; }

    [Id(8)] public bool Retracted { get; init; }
}
