namespace SmartDairy.GraphQL.Errors;

/// <summary>Checks arguments against their bounds; each error names the argument.</summary>
public static class Argument
{
    /// <summary>A count that must lie from 1 to <paramref name="max"/>.</summary>
    /// <exception cref="InvalidArgumentException">The count lies outside.</exception>
    public static int InRange(string name, int count, int max)
        => count >= 1 && count <= max ? count : throw new InvalidArgumentException($"'{name}' is {count}; it must be from 1 to {max}.");

    /// <summary>A list of at most <paramref name="max"/> items; null is an empty list.</summary>
    /// <exception cref="InvalidArgumentException">The list is longer.</exception>
    public static void MaxItems<T>(string name, IReadOnlyCollection<T>? items, int max)
    {
        if (items is not null && items.Count > max)
        {
            throw new InvalidArgumentException($"'{name}' has {items.Count} items; at most {max} are allowed.");
        }
    }

    /// <summary>A text of at most <paramref name="max"/> characters that may be left out.</summary>
    /// <exception cref="InvalidArgumentException">The text is longer.</exception>
    public static void MaxLength(string name, string? text, int max)
    {
        if (text is not null && text.Length > max)
        {
            throw new InvalidArgumentException($"'{name}' has {text.Length} characters; at most {max} are allowed.");
        }
    }

    /// <summary>A text of 1 to <paramref name="max"/> characters.</summary>
    /// <exception cref="InvalidArgumentException">The text is blank or longer.</exception>
    public static string NonBlank(string name, string text, int max)
        => string.IsNullOrWhiteSpace(text) || text.Length > max
            ? throw new InvalidArgumentException($"'{name}' must have 1 to {max} characters.")
            : text;

    /// <summary>The arguments 'from' and 'to', of which either may be left out.</summary>
    /// <exception cref="InvalidArgumentException">'from' is not before 'to'.</exception>
    public static void Ordered(DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from >= to)
        {
            throw new InvalidArgumentException("'from' must be before 'to'.");
        }
    }

    /// <summary>The arguments 'from' and 'to' of a span of at most <paramref name="maxDays"/> days.</summary>
    /// <exception cref="InvalidArgumentException">'from' is not before 'to', or the span is longer.</exception>
    public static void MaxSpan(DateTimeOffset from, DateTimeOffset to, int maxDays)
    {
        Ordered(from, to);
        if (to - from > TimeSpan.FromDays(maxDays))
        {
            throw new InvalidArgumentException($"From 'from' to 'to' must be at most {maxDays} days.", "Ask for several shorter spans.");
        }
    }
}
