using GraphQL;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>A collar, tag or place that an animal had during a span of time.</summary>
[Name("AnimalBinding")]
public sealed class BindingView(AnimalBinding binding)
{
    /// <summary>Id of the binding, unique on the farm.</summary>
    [Id]
    public string Id => binding.Id;

    /// <summary>Kind of target: collar, tag or place.</summary>
    public BindingKind Kind => binding.Kind;

    /// <summary>Id of the animal that had the target.</summary>
    [Id]
    public string AnimalId => binding.AnimalId;

    /// <summary>Id of the collar, EPC of the tag, or the place such as barn/2/zone/3.</summary>
    public string Target => binding.Target;

    /// <summary>
    /// Start of the binding, inclusive; 1970 for a binding that stems from a registration and has held from the beginning.
    /// </summary>
    public DateTimeOffset From => binding.From.ToInstant();

    /// <summary>End of the binding, exclusive; null while it lasts.</summary>
    public DateTimeOffset? To => binding.To.ToInstant();

    /// <summary>Time the binding was recorded or last changed.</summary>
    public DateTimeOffset RecordedAt => binding.RecordedAt.ToInstant();

    /// <summary>API key or user that recorded the binding; registration when it stems from a registration.</summary>
    public string RecordedBy => binding.RecordedBy;

    /// <summary>True when the binding was recorded by mistake and retracted: it is kept and counted nowhere.</summary>
    public bool Retracted => binding.Retracted;
}
