using Xunit;

namespace SmartDairy.Architecture.Tests;

public sealed class DependencyTests
{
    /// <summary>
    /// The projects and what each refers to, as drawn in docs/architecture.md. A new project or reference is drawn here first, with
    /// thought; one that is no longer needed goes from both.
    /// </summary>
    private static readonly Dictionary<string, string[]> Drawn = new(StringComparer.Ordinal)
    {
        ["SmartDairy.Contracts"] = [],
        ["SmartDairy.Configuration"] = [],
        ["SmartDairy.Analytics"] = [],
        ["SmartDairy.Protocol"] = ["SmartDairy.Contracts"],
        ["SmartDairy.Rules"] = ["SmartDairy.Contracts", "SmartDairy.Analytics"],
        ["SmartDairy.Husbandry"] = ["SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Protocol"],
        ["SmartDairy.Streaming.Mqtt"] = [],
        ["SmartDairy.History"] = ["SmartDairy.Contracts"],
        ["SmartDairy.Herd"] = ["SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Husbandry", "SmartDairy.History"],
        ["SmartDairy.History.Sqlite"] = ["SmartDairy.Contracts", "SmartDairy.History"],
        ["SmartDairy.History.Postgres"] = ["SmartDairy.Contracts", "SmartDairy.History"],
        ["SmartDairy.Security"] = [],
        ["SmartDairy.GraphQL"] = [],
        ["SmartDairy.Notifications"] = ["SmartDairy.Contracts"],
        ["SmartDairy.Grains"] =
        [
            "SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Protocol", "SmartDairy.Rules", "SmartDairy.Husbandry",
            "SmartDairy.Herd", "SmartDairy.History", "SmartDairy.Security", "SmartDairy.Notifications",
        ],
        ["SmartDairy.Broker"] =
        [
            "SmartDairy.Contracts", "SmartDairy.Protocol", "SmartDairy.Streaming.Mqtt", "SmartDairy.History", "SmartDairy.Security",
        ],
        ["SmartDairy.Hosting"] =
        [
            "SmartDairy.Contracts", "SmartDairy.Streaming.Mqtt", "SmartDairy.History", "SmartDairy.History.Sqlite",
            "SmartDairy.History.Postgres", "SmartDairy.Notifications", "SmartDairy.Grains", "SmartDairy.Broker", "SmartDairy.Configuration",
        ],
        ["SmartDairy.Silo"] = ["SmartDairy.Hosting"],
        ["SmartDairy.Api"] =
        [
            "SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Protocol", "SmartDairy.Rules", "SmartDairy.Husbandry",
            "SmartDairy.Herd", "SmartDairy.History", "SmartDairy.Broker", "SmartDairy.GraphQL", "SmartDairy.Hosting",
            "SmartDairy.Simulator",
        ],
        ["SmartDairy.Simulator"] = ["SmartDairy.Contracts", "SmartDairy.Protocol"],
        ["SmartDairy.Evaluation"] =
        [
            "SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Protocol", "SmartDairy.Husbandry", "SmartDairy.Simulator",
        ],
        ["SmartDairy.Servers"] = [],
        ["SmartDairy.Cli"] =
        [
            "SmartDairy.Contracts", "SmartDairy.Protocol", "SmartDairy.Rules", "SmartDairy.Simulator", "SmartDairy.Evaluation",
            "SmartDairy.Servers",
        ],
    };

    private static readonly Dictionary<string, string[]> Actual =
        Repository.References(file => !file.StartsWith("tests/", StringComparison.Ordinal));

    [Fact]
    public void Projects_refer_to_exactly_what_is_drawn()
    {
        Assert.Equal(Drawn.Keys.Order(StringComparer.Ordinal), Actual.Keys.Order(StringComparer.Ordinal));
        var differing =
            from project in Actual
            from reference in project.Value.Except(Drawn[project.Key]).Select(name => $"{project.Key} -> {name} is not drawn")
                .Concat(Drawn[project.Key].Except(project.Value).Select(name => $"{project.Key} -> {name} is drawn, but not there"))
            select reference;
        Assert.Empty(differing);
    }

    [Fact]
    public void Nothing_refers_to_itself_by_a_detour()
    {
        Assert.Null(Cycles.Find(Drawn));
        Assert.Null(Cycles.Find(Repository.References(_ => true)));
    }

    [Fact]
    public void A_cycle_would_be_found()
    {
        var projects = new Dictionary<string, string[]> { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["B"] };
        Assert.Equal("B -> C -> B", Cycles.Find(projects));
    }

    [Fact]
    public void Only_tests_refer_to_tests()
    {
        var tests = Repository.References(file => file.StartsWith("tests/", StringComparison.Ordinal)).Keys;
        Assert.Empty(Actual.SelectMany(project => project.Value).Intersect(tests));
    }
}
