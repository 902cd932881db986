using Xunit;

namespace SmartDairy.Architecture.Tests;

public sealed class DependencyTests
{
    /// <summary>Which projects each project may refer to. A new project is added here first, with thought.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["SmartDairy.Contracts"] = [],
        ["SmartDairy.Analytics"] = [],
        ["SmartDairy.Husbandry"] = ["SmartDairy.Contracts", "SmartDairy.Analytics"],
        ["SmartDairy.Streaming.Mqtt"] = [],
        ["SmartDairy.History"] = ["SmartDairy.Contracts"],
        ["SmartDairy.History.Timescale"] = ["SmartDairy.History", "SmartDairy.Contracts"],
        ["SmartDairy.Security"] = ["SmartDairy.Contracts"],
        ["SmartDairy.Notifications"] = ["SmartDairy.Contracts"],
        ["SmartDairy.Grains"] =
            ["SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Husbandry", "SmartDairy.History", "SmartDairy.Security", "SmartDairy.Notifications"],
        ["SmartDairy.Hosting"] =
        [
            "SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Streaming.Mqtt", "SmartDairy.History", "SmartDairy.History.Timescale",
            "SmartDairy.Security", "SmartDairy.Notifications", "SmartDairy.Grains", "SmartDairy.Husbandry",
        ],
        ["SmartDairy.Silo"] = ["SmartDairy.Hosting"],
        ["SmartDairy.Api"] = ["SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Husbandry", "SmartDairy.History", "SmartDairy.Hosting", "SmartDairy.RuleFiles", "SmartDairy.Simulator"],
        ["SmartDairy.Simulator"] = ["SmartDairy.Contracts"],
        ["SmartDairy.Evaluation"] = ["SmartDairy.Contracts", "SmartDairy.Analytics", "SmartDairy.Husbandry", "SmartDairy.Simulator"],
        ["SmartDairy.Gateway"] = ["SmartDairy.Contracts"],
        ["SmartDairy.Servers"] = [],
        ["SmartDairy.RuleFiles"] = ["SmartDairy.Contracts"],
        ["SmartDairy.Cli"] = ["SmartDairy.Contracts", "SmartDairy.RuleFiles", "SmartDairy.Simulator", "SmartDairy.Servers", "SmartDairy.Evaluation"],
    };

    private static readonly Dictionary<string, string[]> Actual =
        Repository.References(file => !file.StartsWith("tests/", StringComparison.Ordinal));

    [Fact]
    public void Projects_refer_only_to_what_they_may()
    {
        Assert.Contains("SmartDairy.Contracts", Actual.Keys);
        var forbidden =
            from project in Actual
            from reference in project.Value
            where Allowed.TryGetValue(project.Key, out var allowed) && !allowed.Contains(reference)
            select $"{project.Key} -> {reference}";
        Assert.Empty(forbidden);
    }

    [Fact]
    public void Every_project_has_its_place_in_the_architecture() => Assert.Empty(Actual.Keys.Except(Allowed.Keys));

    [Fact]
    public void Nothing_refers_to_itself_by_a_detour()
    {
        Assert.Null(Cycles.Find(Allowed));
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
