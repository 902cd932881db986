using GraphQL;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>How an authority names an animal.</summary>
[Name("OfficialId")]
public sealed class OfficialIdView(OfficialId id)
{
    /// <summary>Whose numbers they are, such as eu.animalId.</summary>
    public string Scheme => id.Scheme;

    /// <summary>Such as DE0912345678.</summary>
    [Id]
    public string Id => id.Id;
}
