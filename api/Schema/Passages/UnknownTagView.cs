using GraphQL;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>A tag that was read although no animal is known to wear it.</summary>
[Name("UnknownTag")]
public sealed record UnknownTagView(string TagEpc, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, IReadOnlyList<string> Places)
{
    /// <summary>Electronic product code (EPC) of the tag.</summary>
    public string TagEpc { get; } = TagEpc;

    /// <summary>Time at which the tag was first read at any place.</summary>
    public DateTimeOffset FirstSeen { get; } = FirstSeen;

    /// <summary>Time at which the tag was last read at any place.</summary>
    public DateTimeOffset LastSeen { get; } = LastSeen;

    /// <summary>Gates and areas where the tag was read, such as gate/NORTH.</summary>
    public IReadOnlyList<string> Places { get; } = Places;
}
