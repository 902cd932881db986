using GraphQL;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>A tag that was seen and that nobody is known to wear.</summary>
[Name("UnknownTag")]
public sealed record UnknownTagView(string TagEpc, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, IReadOnlyList<string> Places)
{
    /// <summary>The tag's electronic product code.</summary>
    public string TagEpc { get; } = TagEpc;

    /// <summary>At any place.</summary>
    public DateTimeOffset FirstSeen { get; } = FirstSeen;

    /// <summary>At any place.</summary>
    public DateTimeOffset LastSeen { get; } = LastSeen;

    /// <summary>Where, such as gate/NORTH.</summary>
    public IReadOnlyList<string> Places { get; } = Places;
}
