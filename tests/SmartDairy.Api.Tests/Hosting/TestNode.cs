namespace SmartDairy.Api.Tests.Hosting;

/// <summary>Something to go deep into, and to multiply.</summary>
public sealed class TestNode
{
    public string Name => "node";

    public TestNode Child() => new();

    public IEnumerable<TestNode> Children(int? first = 10) => Enumerable.Range(0, first ?? 10).Select(_ => new TestNode());
}
