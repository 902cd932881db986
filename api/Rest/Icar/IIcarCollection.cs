namespace SmartDairy.Api.Rest.Icar;

/// <summary>One kind of message of a farm.</summary>
internal interface IIcarCollection
{
    /// <summary>The last level of its address.</summary>
    string Name { get; }

    /// <summary>A page in an order that does not change under the reader.</summary>
    Task<IcarPage> ReadAsync(IcarQuery query, CancellationToken cancellationToken);
}

/// <param name="NextToken">Where the next page begins; null when this is the last.</param>
/// <param name="Total">On all pages; null when it is not known.</param>
internal sealed record IcarPage(IReadOnlyList<IcarResource> Members, string? NextToken, int? Total);
