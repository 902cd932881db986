using GraphQL;
using SmartDairy.Api.Schema.AlertRules;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Backtests;

/// <summary>Evaluation of rules over past data.</summary>
public sealed class BacktestMutations
{
    private const int MaxRules = 50;
    private const double MaxAlertsPerDay = 1_000_000;

    /// <summary>
    /// Evaluates a rule over past data by the code that runs live and returns the alerts it would have raised. No alert is raised.
    /// </summary>
    /// <param name="from">Start of the span in event time, inclusive.</param>
    /// <param name="to">End of the span in event time, exclusive.</param>
    /// <param name="comparedTo">
    /// Id of a rule of the farm to compare with: added and removed list the differences. No comparison when omitted.
    /// </param>
    /// <param name="wantedPerDay">
    /// Wanted number of alerts per day, 0 to 1,000,000, for which a threshold is suggested; no suggestion when omitted.
    /// </param>
    public static async Task<BacktestView> BacktestAlertRule(
        [FromServices] IBacktester backtester, [FromServices] IAlertStore store, [FromServices] IGrainFactory grains,
            [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, AlertRuleInput input, DateTimeOffset from, DateTimeOffset to, [Id] string? comparedTo, double? wantedPerDay)
    {
        caller.RequireWrite(farmId);
        if (wantedPerDay is { } wanted && !(wanted >= 0 && wanted <= MaxAlertsPerDay))
        {
            throw new InvalidArgumentException($"'wantedPerDay' is {wanted}; it must be from 0 to {MaxAlertsPerDay}.");
        }

        var definition = input.ToDefinition();
        Argument.Ordered(from, to);
        await FarmAccess.RequireAsync(grains, farmId);
        if (comparedTo is not null)
        {
            await AlertRuleAccess.RequireOnFarmAsync(store, farmId, comparedTo, cancellationToken);
        }

        var request =
            new BacktestRequest(farmId, [definition], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), comparedTo, wantedPerDay);
        return BacktestView.From((await backtester.RunAsync(request, null, cancellationToken))[0]);
    }

    /// <summary>Evaluates several rules over past data in one pass and returns one result per rule. No alert is raised.</summary>
    /// <param name="inputs">Rules to evaluate, 1 to 50.</param>
    /// <param name="from">Start of the span in event time, inclusive.</param>
    /// <param name="to">End of the span in event time, exclusive.</param>
    public static async Task<IEnumerable<BacktestView>> BacktestAlertRules(
        [FromServices] IBacktester backtester, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        int farmId, IReadOnlyList<AlertRuleInput> inputs, DateTimeOffset from, DateTimeOffset to)
    {
        caller.RequireWrite(farmId);
        if (inputs.Count is < 1 or > MaxRules)
        {
            throw new InvalidArgumentException($"'inputs' has {inputs.Count} items; it must have 1 to {MaxRules}.");
        }

        Argument.Ordered(from, to);
        await FarmAccess.RequireAsync(grains, farmId);
        var request =
            new BacktestRequest(
                farmId, [.. inputs.Select(input => input.ToDefinition())], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        return (await backtester.RunAsync(request, null, cancellationToken)).Select(BacktestView.From);
    }
}
