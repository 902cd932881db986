using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>Id of an animal in an official scheme.</summary>
public sealed class OfficialIdInput
{
    private const int MaxLength = 64;

    /// <summary>Scheme that issued the id, such as eu.animalId: 1 to 64 letters, digits, dots, _ and -.</summary>
    public required string Scheme { get; init; }

    /// <summary>Id in the scheme, 1 to 64 printable ASCII characters without spaces, such as DE0912345678.</summary>
    [Id]
    public required string Id { get; init; }

    internal OfficialId ToOfficialId(int index) =>
        Scheme.Length is 0 or > MaxLength || Id.Length is 0 or > MaxLength
            ? throw new InvalidArgumentException(
                $"animals[{index}]: officialId's scheme and id have 1 to {MaxLength} characters.", "Nothing was registered.")
            : new(Scheme, Id);
}
