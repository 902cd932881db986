namespace SmartDairy.Contracts.Animals;

/// <summary>The id an authority has assigned to an animal.</summary>
/// <param name="Scheme">Numbering scheme, e.g. <c>eu.animalId</c>: 1 to 64 letters, digits, dots, _ and -.</param>
/// <param name="Id">1 to 64 printable ASCII characters without spaces, e.g. <c>DE0912345678</c>.</param>
[GenerateSerializer, Immutable, Alias("official-id")]
public sealed record OfficialId([property: Id(0)] string Scheme, [property: Id(1)] string Id);
