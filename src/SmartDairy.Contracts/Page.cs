namespace SmartDairy.Contracts;

/// <summary>One page of a list, in the list's order.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Cursors">One for each item: the key after which the next page starts.</param>
/// <param name="HasNext">True when more follows.</param>
/// <param name="Total">How many the whole list holds.</param>
[GenerateSerializer, Immutable, Alias("page`1")]
public sealed record Page<T>(
    [property: Id(0)] IReadOnlyList<T> Items,
    [property: Id(1)] IReadOnlyList<string> Cursors,
    [property: Id(2)] bool HasNext,
    [property: Id(3)] int Total);
