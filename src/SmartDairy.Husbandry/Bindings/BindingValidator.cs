using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.Places;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>Checks what a binding names: a collar's id, a tag's code, or a place.</summary>
public static class BindingValidator
{
    private const int MaxTagLength = 64;

    /// <summary>A sentence that says why the target is none of that kind; null when the target is valid.</summary>
    public static string? ValidateTarget(BindingKind kind, string target) => kind switch
    {
        BindingKind.Collar =>
            Identifier.IsValid(target) ? null : $"A collar's id has 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.",
        BindingKind.Tag =>
            target.Length is > 0 and <= MaxTagLength && target.All(char.IsAsciiLetterOrDigit)
                ? null
                : $"A tag's code has 1 to {MaxTagLength} letters and digits.",
        _ => IsPlace(target) ? null : "A place is written barn/2 or barn/2/zone/3.",
    };

    /// <summary>Whether the text is a barn or a zone, such as <c>barn/2</c> or <c>barn/2/zone/3</c>.</summary>
    public static bool IsPlace(string text) => BarnPlace.Parse(text) is not null;

    /// <summary>
    /// Whether at most one animal at a time can have a target of that kind. Collars and tags are exclusive; many animals share a place.
    /// </summary>
    public static bool IsExclusive(BindingKind kind) => kind != BindingKind.Place;
}
