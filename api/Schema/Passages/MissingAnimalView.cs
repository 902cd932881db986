using GraphQL;
using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>An animal that did not pass the gate.</summary>
[Name("MissingAnimal")]
public sealed class MissingAnimalView(string animalId, Passage? last)
{
    /// <summary>Id of the animal that did not pass.</summary>
    [Id]
    public string AnimalId => animalId;

    /// <summary>Place where any reader last saw the animal, such as area/BUNK-1; null when never seen.</summary>
    public string? LastPlace => last?.Place;

    /// <summary>Time at which any reader last saw the animal; null when never seen.</summary>
    public DateTimeOffset? LastSeen => last?.EndedAt.ToInstant();
}
