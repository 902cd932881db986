using GraphQL;
using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>An animal that did not pass.</summary>
[Name("MissingAnimal")]
public sealed class MissingAnimalView(string animalId, Passage? last)
{
    /// <summary>Who.</summary>
    [Id]
    public string AnimalId => animalId;

    /// <summary>Where she was last seen by any reader, such as area/BUNK-1; null when never.</summary>
    public string? LastPlace => last?.Place;

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastSeen => last?.EndedAt.ToInstant();
}
