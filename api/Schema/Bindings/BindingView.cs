using GraphQL;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>Which collar, tag or place an animal had in which span of time.</summary>
[Name("AnimalBinding")]
public sealed class BindingView(AnimalBinding binding)
{
    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => binding.Id;

    /// <summary>What the target is.</summary>
    public BindingKind Kind => binding.Kind;

    /// <summary>The animal.</summary>
    [Id]
    public string AnimalId => binding.AnimalId;

    /// <summary>The collar's id, the tag's code, or the place such as barn/2/zone/3.</summary>
    public string Target => binding.Target;

    /// <summary>Inclusive; 1970 for what a registration said, which holds from the beginning.</summary>
    public DateTimeOffset From => binding.From.ToInstant();

    /// <summary>Exclusive; null while it lasts.</summary>
    public DateTimeOffset? To => binding.To.ToInstant();

    /// <summary>When it was told or last changed.</summary>
    public DateTimeOffset RecordedAt => binding.RecordedAt.ToInstant();

    /// <summary>The name of the key or user that told it; registration for what the registration said.</summary>
    public string RecordedBy => binding.RecordedBy;

    /// <summary>It was told by mistake: kept, and left out of everything.</summary>
    public bool Retracted => binding.Retracted;
}
