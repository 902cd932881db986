using GraphQL;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>Id of an animal in an official scheme.</summary>
[Name("OfficialId")]
public sealed class OfficialIdView(OfficialId id)
{
    /// <summary>Scheme that issued the id, such as eu.animalId.</summary>
    public string Scheme => id.Scheme;

    /// <summary>Id in the scheme, such as DE0912345678.</summary>
    [Id]
    public string Id => id.Id;
}
