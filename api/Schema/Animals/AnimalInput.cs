using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>An animal to register, with its history until then.</summary>
public sealed class AnimalInput
{
    private const int MaxNameLength = 200;
    private const int MaxTagLength = 128;
    private const int MaxLactation = 50;
    private const int MaxBreedLength = 64;

    /// <summary>Id of the animal, unique on the farm: 1 to 64 of A-Z a-z 0-9 _ -.</summary>
    [Id]
    public required string Id { get; init; }

    /// <summary>Name of the animal for people, up to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Time of the animal's birth; omitted when unknown.</summary>
    public DateTimeOffset? BirthDate { get; init; }

    /// <summary>Number of calvings so far, 0 to 50; 0 for a heifer, omitted when unknown.</summary>
    public int? Lactation { get; init; }

    /// <summary>Time of the animal's last calving; omitted when unknown or when it never calved.</summary>
    public DateTimeOffset? CalvedAt { get; init; }

    /// <summary>Electronic product code (EPC) of the animal's ear tag, unique on the farm, up to 128 characters.</summary>
    public string? TagEpc { get; init; }

    /// <summary>Group of the animal, to which rules may be restricted: 1 to 64 of A-Z a-z 0-9 _ -.</summary>
    public string? Group { get; init; }

    /// <summary>Id of the animal in an official scheme, such as its official ear tag number.</summary>
    public OfficialIdInput? OfficialId { get; init; }

    /// <summary>Sex of the animal; female when omitted.</summary>
    [DefaultLiteral("FEMALE")]
    public Sex? Sex { get; init; }

    /// <summary>Breed of the animal, up to 64 characters; omitted when unknown.</summary>
    public string? Breed { get; init; }

    /// <summary>Place the animal is kept at, written barn/2 or barn/2/zone/3.</summary>
    public string? Place { get; init; }

    internal AnimalRegistration ToRegistration(int farmId, int index)
    {
        if (!Identifier.IsValid(Id))
        {
            throw Invalid(index, $"id must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

        if (Name is { Length: > MaxNameLength })
        {
            throw Invalid(index, $"name must have at most {MaxNameLength} characters.");
        }

        if (Lactation is < 0 or > MaxLactation)
        {
            throw Invalid(index, $"lactation is {Lactation}; it must be from 0 to {MaxLactation}.");
        }

        if (TagEpc is { Length: 0 or > MaxTagLength })
        {
            throw Invalid(index, $"tagEpc must have 1 to {MaxTagLength} characters.");
        }

        if (Group is not null && !Identifier.IsValid(Group))
        {
            throw Invalid(index, $"group must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

        if (Breed is { Length: 0 or > MaxBreedLength })
        {
            throw Invalid(index, $"breed must have 1 to {MaxBreedLength} characters.");
        }

        if (Place is not null && !BindingValidator.IsPlace(Place))
        {
            throw Invalid(index, "place must be written barn/2 or barn/2/zone/3.");
        }

        return new()
        {
            Id = Id,
            FarmId = farmId,
            Name = Name,
            BirthDate = BirthDate?.ToUnixTimeMilliseconds(),
            Lactation = Lactation,
            CalvedAt = CalvedAt?.ToUnixTimeMilliseconds(),
            TagEpc = TagEpc,
            Group = Group,
            OfficialId = OfficialId?.ToOfficialId(index),
            Sex = Sex ?? Contracts.Animals.Sex.Female,
            Breed = Breed,
            Place = Place,
        };
    }

    private static InvalidArgumentException Invalid(int index, string sentence)
        => new($"animals[{index}]: {sentence}", "Nothing was registered.");
}
