using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>
/// A collar, tag or place to give to an animal. Conflicting bindings of the target's former animal and of the animal itself are shortened,
/// split or removed for that span.
/// </summary>
public sealed class BindInput
{
    /// <summary>Id of the animal that gets the target.</summary>
    [Id]
    public required string AnimalId { get; init; }

    /// <summary>Kind of target: collar, tag or place.</summary>
    public required BindingKind Kind { get; init; }

    /// <summary>Id of the collar, EPC of the tag, or the place written barn/2 or barn/2/zone/3.</summary>
    public required string Target { get; init; }

    /// <summary>Start of the binding, inclusive; must not be in the future. Now when omitted.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>
    /// End of the binding, exclusive. Open-ended when omitted; then a later binding of the target or animal is a CONFLICT.
    /// </summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>Two animals that exchange their collars, for as long as both wear one.</summary>
public sealed class SwapInput
{
    /// <summary>Id of the first animal.</summary>
    [Id]
    public required string AnimalId { get; init; }

    /// <summary>Id of the second animal.</summary>
    [Id]
    public required string OtherAnimalId { get; init; }

    /// <summary>Time of the exchange; must not be in the future. Now when omitted.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Correction of a binding that was recorded wrongly. Omitted members keep their value.</summary>
public sealed class RepairInput
{
    /// <summary>Id of the binding to correct.</summary>
    [Id]
    public required string Id { get; init; }

    /// <summary>Id of the correct animal; unchanged when omitted.</summary>
    [Id]
    public string? AnimalId { get; init; }

    /// <summary>Correct target; unchanged when omitted.</summary>
    public string? Target { get; init; }

    /// <summary>Correct start, inclusive; unchanged when omitted.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Correct end, exclusive; unchanged when omitted. Must be omitted when lasts is true.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>True removes the end, so that the binding is open-ended.</summary>
    public bool? Lasts { get; init; }

    /// <summary>True retracts the binding, which should never have existed.</summary>
    public bool? Retract { get; init; }
}

/// <summary>A change of bindings: exactly one of bind, swap and repair.</summary>
public sealed class BindingChangeInput
{
    /// <summary>A collar, tag or place to give to an animal.</summary>
    public BindInput? Bind { get; init; }

    /// <summary>Two animals that exchange their collars.</summary>
    public SwapInput? Swap { get; init; }

    /// <summary>Correction of a binding that was recorded wrongly.</summary>
    public RepairInput? Repair { get; init; }

    internal BindingChangeRequest ToChange(string by)
    {
        var given = (Bind is null ? 0 : 1) + (Swap is null ? 0 : 1) + (Repair is null ? 0 : 1);
        if (given != 1)
        {
            throw new InvalidArgumentException($"A change has exactly one of bind, swap and repair; this one has {given}.");
        }

        if (Bind is { } bind)
        {
            return new()
            {
                ChangeKind = BindingChangeKind.Bind,
                AnimalId = bind.AnimalId,
                Kind = bind.Kind,
                Target = bind.Target,
                From = bind.From?.ToUnixTimeMilliseconds(),
                To = bind.To?.ToUnixTimeMilliseconds(),
                ChangedBy = by,
            };
        }
        if (Swap is { } swap)
        {
            return new()
            {
                ChangeKind = BindingChangeKind.Swap,
                AnimalId = swap.AnimalId,
                OtherAnimalId = swap.OtherAnimalId,
                From = swap.At?.ToUnixTimeMilliseconds(),
                ChangedBy = by
            };
        }

        if (Repair!.Lasts == true && Repair.To is not null)
        {
            throw new InvalidArgumentException("'to' and 'lasts' contradict each other.", "Give one of them.");
        }

        return new()
        {
            ChangeKind = Repair.Retract == true ? BindingChangeKind.Retract : BindingChangeKind.Repair,
            BindingId = Repair.Id,
            AnimalId = Repair.AnimalId,
            Target = Repair.Target,
            From = Repair.From?.ToUnixTimeMilliseconds(),
            To = Repair.To?.ToUnixTimeMilliseconds(),
            IsOpenEnded = Repair.Lasts == true,
            ChangedBy = by,
        };
    }
}
