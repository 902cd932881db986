using SmartDairy.Api.GraphQL.Errors;

namespace SmartDairy.Api.GraphQL.Alerts;

/// <summary>Bounds of arguments, each refusal naming the argument.</summary>
internal static class Bound
{
    /// <exception cref="InvalidArgumentException">Not from 1 to <paramref name="most"/>.</exception>
    public static int Of(string name, int count, int most) =>
        count >= 1 && count <= most ? count : throw new InvalidArgumentException($"'{name}' is {count}; it must be from 1 to {most}.");

    /// <exception cref="InvalidArgumentException">More items than <paramref name="most"/>.</exception>
    public static void Items<T>(string name, IReadOnlyCollection<T>? items, int most)
    {
        if (items is not null && items.Count > most) throw new InvalidArgumentException($"'{name}' has {items.Count} items; at most {most} are allowed.");
    }

    /// <summary>A text that may be left out.</summary>
    /// <exception cref="InvalidArgumentException">Longer than <paramref name="most"/> characters.</exception>
    public static void Length(string name, string? text, int most)
    {
        if (text is not null && text.Length > most) throw new InvalidArgumentException($"'{name}' has {text.Length} characters; at most {most} are allowed.");
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="InvalidArgumentException">Blank, or longer than <paramref name="most"/> characters.</exception>
    public static string Text(string name, string text, int most) =>
        string.IsNullOrWhiteSpace(text) || text.Length > most ? throw new InvalidArgumentException($"'{name}' must have 1 to {most} characters.") : text;
}
