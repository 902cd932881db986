using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Schema.AlertRules;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Backtests;

/// <summary>Trying rules on the past.</summary>
public sealed class BacktestMutations
{
    private const int MaxRules = 50;
    private const double MaxAlertsPerDay = 1_000_000;

    /// <summary>What the rule would have raised over past data, by the code that runs live. Raises nothing.</summary>
    /// <param name="from">Event time, inclusive.</param>
    /// <param name="to">Event time, exclusive.</param>
    /// <param name="comparedTo">Id of a rule of the farm: what differs from it is told.</param>
    /// <param name="wantedPerDay">How many alerts a day are wanted: a threshold for that is suggested.</param>
    public static async Task<BacktestView> BacktestAlertRule(
        [FromServices] IBacktester backtester, [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, AlertRuleInput input, DateTimeOffset from, DateTimeOffset to, [Id] string? comparedTo, double? wantedPerDay)
    {
        caller.RequireWrite(farmId);
        if (wantedPerDay is { } wanted && !(wanted >= 0 && wanted <= MaxAlertsPerDay))
            throw new InvalidArgumentException($"'wantedPerDay' is {wanted}; it must be from 0 to {MaxAlertsPerDay}.");
        var definition = input.ToDefinition();
        RequireOrder(from, to);
        await FarmAccess.RequireAsync(grains, farmId);
        if (comparedTo is not null) await AlertRuleAccess.RequireOnFarmAsync(store, farmId, comparedTo, cancellationToken);
        var request = new BacktestRequest(farmId, [definition], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), comparedTo, wantedPerDay);
        return BacktestView.From((await backtester.RunAsync(request, null, cancellationToken))[0]);
    }

    /// <summary>What each of several rules would have raised, in one pass over the past. Raises nothing.</summary>
    /// <param name="inputs">1 to 50 rules.</param>
    /// <param name="from">Event time, inclusive.</param>
    /// <param name="to">Event time, exclusive.</param>
    public static async Task<IEnumerable<BacktestView>> BacktestAlertRules(
        [FromServices] IBacktester backtester, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, IReadOnlyList<AlertRuleInput> inputs, DateTimeOffset from, DateTimeOffset to)
    {
        caller.RequireWrite(farmId);
        if (inputs.Count is < 1 or > MaxRules) throw new InvalidArgumentException($"'inputs' has {inputs.Count} items; it must have 1 to {MaxRules}.");
        RequireOrder(from, to);
        await FarmAccess.RequireAsync(grains, farmId);
        var request = new BacktestRequest(farmId, [.. inputs.Select(input => input.ToDefinition())], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        return (await backtester.RunAsync(request, null, cancellationToken)).Select(BacktestView.From);
    }

    private static void RequireOrder(DateTimeOffset from, DateTimeOffset to)
    {
        if (from >= to) throw new InvalidArgumentException("'from' must be before 'to'.");
    }
}
