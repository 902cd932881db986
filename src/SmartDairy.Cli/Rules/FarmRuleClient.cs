using System.Text.Json;
using System.Text.Json.Nodes;
using SmartDairy.Cli.Api;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules;
using SmartDairy.Rules.Yaml;

namespace SmartDairy.Cli.Rules;

/// <summary>The rules of one farm, through the API.</summary>
internal sealed class FarmRuleClient(ApiClient api, int farmId)
{
    private const string RuleFields = """
        id version name description priority enabled category conditions { field operator value logic } where
        scope { deviceTypes barnIds zoneIds sourceIds animalGroups } for clearWhen { field operator value logic } clearWhere clearAfter noDataAfter
        schedule { windows { from to days } quiet } flapping { changes within } severity { priority after where } suppression maxPerHour renotifyEvery actions
        """;

    /// <summary>The active rules, ordered by name.</summary>
    public async Task<IReadOnlyList<FarmRule>> ListAsync(CancellationToken cancellationToken)
    {
        var data =
            await api.SendAsync(
                $$"""query($farmId: Int!) { alertRules(farmId: $farmId) { {{RuleFields}} } }""", new { farmId }, cancellationToken);
        return [.. data.GetProperty("alertRules").EnumerateArray().Select(ParseRule)];
    }

    /// <summary>The rule of an id, else of a name, ignoring case.</summary>
    /// <exception cref="ApiException">There is no such rule, or several rules have the name.</exception>
    public async Task<FarmRule> FindAsync(string idOrName, CancellationToken cancellationToken)
    {
        var rules = await ListAsync(cancellationToken);
        if (rules.FirstOrDefault(rule => rule.Id == idOrName) is { } exact)
        {
            return exact;
        }

        var named = rules.Where(rule => string.Equals(rule.Rule.Name, idOrName, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 1)
        {
            return named[0];
        }

        var near = rules.Count == 0 ? null : NameSuggestion.Find(idOrName, rules.Select(rule => rule.Rule.Name.ToLowerInvariant()));
        throw new ApiException(ExitCodes.Failed, named.Count > 1
            ? $"{named.Count} rules of farm {farmId} are named '{idOrName}'; give an id: {string.Join(", ", named.Select(rule => rule.Id))}."
            : $"Farm {farmId} has no rule '{idOrName}'.{(near is null ? "" : $" Did you mean '{rules.First(rule => string.Equals(rule.Rule.Name, near, StringComparison.OrdinalIgnoreCase)).Rule.Name}'?")}");
    }

    /// <summary>Creates a rule and returns its id.</summary>
    public async Task<string> CreateAsync(RuleDefinition rule, CancellationToken cancellationToken)
    {
        var data = await api.SendAsync(
            "mutation($farmId: Int!, $input: AlertRuleInput!) { createAlertRule(farmId: $farmId, input: $input) { id } }",
            new { farmId, input = RuleJson.ToInput(rule) }, cancellationToken);
        return data.GetProperty("createAlertRule").GetProperty("id").GetString()!;
    }

    public Task UpdateAsync(string id, RuleDefinition rule, CancellationToken cancellationToken) => api.SendAsync(
        "mutation($id: ID!, $input: AlertRuleInput!) { updateAlertRule(id: $id, input: $input) { id } }",
        new { id, input = RuleJson.ToInput(rule) }, cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        api.SendAsync("mutation($id: ID!) { deleteAlertRule(id: $id) }", new { id }, cancellationToken);

    /// <exception cref="ApiException">The server's rule has fields that this program does not know.</exception>
    private static FarmRule ParseRule(JsonElement element)
    {
        var node = JsonObject.Create(element)!;
        var (id, version) = (node["id"]!.GetValue<string>(), node["version"]!.GetValue<int>());
        node.Remove("id");
        node.Remove("version");
        var problems = new List<RuleProblem>();
        var rule = RuleJson.Read(node, problems);
        return rule is not null && problems.Count == 0
            ? new(id, version, rule)
            : throw new ApiException(ExitCodes.Unreachable,
                $"Rule {id} cannot be read: {problems[0].Path}: {problems[0].Message} Is this program older than the server?");
    }
}
