namespace SmartDairy.GraphQL.Errors;

/// <summary>Bounds of arguments, each refusal naming the argument.</summary>
public static class Argument
{
    /// <exception cref="InvalidArgumentException">Not from 1 to <paramref name="max"/>.</exception>
    public static int InRange(string name, int count, int max) =>
        count >= 1 && count <= max ? count : throw new InvalidArgumentException($"'{name}' is {count}; it must be from 1 to {max}.");

    /// <exception cref="InvalidArgumentException">More items than <paramref name="max"/>.</exception>
    public static void MaxItems<T>(string name, IReadOnlyCollection<T>? items, int max)
    {
        if (items is not null && items.Count > max) throw new InvalidArgumentException($"'{name}' has {items.Count} items; at most {max} are allowed.");
    }

    /// <summary>A text that may be left out.</summary>
    /// <exception cref="InvalidArgumentException">Longer than <paramref name="max"/> characters.</exception>
    public static void MaxLength(string name, string? text, int max)
    {
        if (text is not null && text.Length > max) throw new InvalidArgumentException($"'{name}' has {text.Length} characters; at most {max} are allowed.");
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="InvalidArgumentException">Blank, or longer than <paramref name="max"/> characters.</exception>
    public static string NonBlank(string name, string text, int max) =>
        string.IsNullOrWhiteSpace(text) || text.Length > max ? throw new InvalidArgumentException($"'{name}' must have 1 to {max} characters.") : text;
}
