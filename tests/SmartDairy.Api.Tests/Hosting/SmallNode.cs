namespace SmartDairy.Api.Tests.Hosting;

/// <summary>Something to go deep into, and to multiply.</summary>
public sealed class SmallNode
{
    public string Name => "node";

    public SmallNode Child() => new();

    public IEnumerable<SmallNode> Children(int? first = 10) => Enumerable.Range(0, first ?? 10).Select(_ => new SmallNode());
}
