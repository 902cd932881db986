namespace SmartDairy.Contracts;

/// <summary>One page of a list, in the list's order.</summary>
/// <param name="Items">Items of the page, at most the requested number.</param>
/// <param name="Cursors">One cursor per item; a page requested after a cursor starts with the following item.</param>
/// <param name="HasNext">True when more items follow.</param>
/// <param name="Total">Number of items in the whole list.</param>
[GenerateSerializer, Immutable, Alias("page`1")]
public sealed record Page<T>(
    [property: Id(0)] IReadOnlyList<T> Items,
    [property: Id(1)] IReadOnlyList<string> Cursors,
    [property: Id(2)] bool HasNext,
    [property: Id(3)] int Total);
