using GraphQL;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>Animals of a group that did not pass a gate, and those that did.</summary>
[Name("MissingAnimals")]
public sealed record MissingAnimalsView(IReadOnlyList<MissingAnimalView> Missing, IReadOnlyList<string> PassedIds)
{
    /// <summary>Animals that did not pass the gate, ordered by id.</summary>
    public IReadOnlyList<MissingAnimalView> Missing { get; } = Missing;

    /// <summary>Ids of the animals that passed the gate, ordered.</summary>
    [Id]
    public IReadOnlyList<string> PassedIds { get; } = PassedIds;
}
