using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>A collar, tag or place that an animal gets. Whoever had it, and whatever she had of its kind, gives way for that span.</summary>
public sealed class BindInput
{
    /// <summary>The animal.</summary>
    [Id]
    public required string AnimalId { get; init; }

    /// <summary>What the target is.</summary>
    public required BindingKind Kind { get; init; }

    /// <summary>The collar's id, the tag's code, or the place: barn/2 or barn/2/zone/3.</summary>
    public required string Target { get; init; }

    /// <summary>Inclusive, not in the future; left out: from now on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive; left out, it lasts, and CONFLICT says when something later stands in the way.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>Two animals that exchange their collars, for as long as both wear one.</summary>
public sealed class SwapInput
{
    /// <summary>One.</summary>
    [Id]
    public required string AnimalId { get; init; }

    /// <summary>The other.</summary>
    [Id]
    public required string OtherAnimalId { get; init; }

    /// <summary>Since when, not in the future; left out: from now on.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What is right about a binding that was told wrong. What is left out was right.</summary>
public sealed class RepairInput
{
    /// <summary>The binding.</summary>
    [Id]
    public required string Id { get; init; }

    /// <summary>The right animal.</summary>
    [Id]
    public string? AnimalId { get; init; }

    /// <summary>The right target.</summary>
    public string? Target { get; init; }

    /// <summary>Since when it is right, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when it is right, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>True: it has no end.</summary>
    public bool? Lasts { get; init; }

    /// <summary>True: it should never have been.</summary>
    public bool? Retract { get; init; }
}

/// <summary>A change of bindings: exactly one of its members.</summary>
public sealed class BindingChangeInput
{
    /// <summary>An animal gets a collar, tag or place.</summary>
    public BindInput? Bind { get; init; }

    /// <summary>Two animals exchange their collars.</summary>
    public SwapInput? Swap { get; init; }

    /// <summary>A binding was told wrong.</summary>
    public RepairInput? Repair { get; init; }

    internal BindingChangeRequest ToChange(string by)
    {
        var given = (Bind is null ? 0 : 1) + (Swap is null ? 0 : 1) + (Repair is null ? 0 : 1);
        if (given != 1) throw new InvalidArgumentException($"A change has exactly one of bind, swap and repair; this one has {given}.");
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
            return new() { ChangeKind = BindingChangeKind.Swap, AnimalId = swap.AnimalId, OtherAnimalId = swap.OtherAnimalId, From = swap.At?.ToUnixTimeMilliseconds(), ChangedBy = by };
        if (Repair!.Lasts == true && Repair.To is not null) throw new InvalidArgumentException("'to' and 'lasts' say different things.", "Give one of them.");
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
