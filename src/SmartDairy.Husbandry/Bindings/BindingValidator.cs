using System.Text.RegularExpressions;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>What a target of each kind looks like.</summary>
public static partial class BindingValidator
{
    private const int MaxTagLength = 64;

    /// <summary>What is wrong with a target, a sentence; null when nothing is.</summary>
    public static string? ValidateTarget(BindingKind kind, string target) => kind switch
    {
        BindingKind.Collar => Identifier.IsValid(target) ? null : $"A collar's id has 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.",
        BindingKind.Tag => target.Length is > 0 and <= MaxTagLength && target.All(char.IsAsciiLetterOrDigit) ? null : $"A tag's code has 1 to {MaxTagLength} letters and digits.",
        _ => IsPlace(target) ? null : "A place is written barn/2 or barn/2/zone/3.",
    };

    /// <summary>E.g. <c>barn/2</c> or <c>barn/2/zone/3</c>.</summary>
    public static bool IsPlace(string text) => PlaceRegex().IsMatch(text);

    /// <summary>Whether no two animals can have one at a time. Many stand in one place.</summary>
    public static bool IsExclusive(BindingKind kind) => kind != BindingKind.Place;

    [GeneratedRegex(@"\Abarn/[1-9][0-9]{0,8}(/zone/[1-9][0-9]{0,8})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceRegex();
}
