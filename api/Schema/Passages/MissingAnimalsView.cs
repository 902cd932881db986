using GraphQL;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>Who of a group did not pass a gate, and who did.</summary>
[Name("MissingAnimals")]
public sealed record MissingAnimalsView(IReadOnlyList<MissingAnimalView> Missing, IReadOnlyList<string> PassedIds)
{
    /// <summary>By id.</summary>
    public IReadOnlyList<MissingAnimalView> Missing { get; } = Missing;

    /// <summary>By id.</summary>
    [Id]
    public IReadOnlyList<string> PassedIds { get; } = PassedIds;
}
