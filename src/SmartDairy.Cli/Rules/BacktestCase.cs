using System.Globalization;
using System.Text.Json;
using SmartDairy.Cli.Api;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Yaml;

namespace SmartDairy.Cli.Rules;

/// <summary>A rule to backtest over a farm's history.</summary>
/// <param name="ComparedTo">Id of the farm's rule that it would replace; null for none.</param>
internal sealed record BacktestCase(RuleDefinition Rule, string? ComparedTo)
{
    private const string Query = """
        mutation($farmId: Int!, $input: AlertRuleInput!, $from: DateTime!, $to: DateTime!, $comparedTo: ID, $wanted: Float) {
          backtestAlertRule(farmId: $farmId, input: $input, from: $from, to: $to, comparedTo: $comparedTo, wantedPerDay: $wanted) {
            evaluated alertCount perDay refusals { reason count } added removed { id } alerts { sourceId openedAt }
            suggestion { field threshold perDay reason } notes
          }
        }
        """;

    /// <summary>Runs the backtest through the API and returns its <c>Backtest</c>.</summary>
    public async Task<JsonElement> RunAsync(
        ApiClient api, int farmId, DateTimeOffset from, DateTimeOffset to, double? wanted, CancellationToken cancellationToken)
    {
        var data =
            await api.SendAsync(Query,
                new { farmId, input = RuleJson.ToInput(Rule), from = Time(from), to = Time(to), comparedTo = ComparedTo, wanted },
                cancellationToken);
        return data.GetProperty("backtestAlertRule");
    }

    private static string Time(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
