using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.History.Registry;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>
/// Evaluates rules over history with the same evaluator as live. All rules share one scan; sources are spread over the cores of the
/// processor.
/// </summary>
public sealed class Backtester(IHistory history, IRegistry registry, IAlertStore store, TimeProvider time) : IBacktester
{
    private const int MaxRules = 50;
    private const int MaxDays = 400;
    private const double MsPerDay = 86_400_000.0;

    public async Task<IReadOnlyList<BacktestResult>> RunAsync(
        BacktestRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Check(request);
        var farm = await BacktestFarm.LoadAsync(registry, request.FarmId, cancellationToken);
        var rules = new List<StoredRule>(request.Rules.Count + 1);
        for (var i = 0; i < request.Rules.Count; i++)
        {
            rules.Add(CreateRule($"backtest-{i}", request.FarmId, request.Rules[i], request.From));
        }

        if (request.ComparedRuleId is { } other)
        {
            var found = await store.FindRuleAsync(other, cancellationToken);
            if (found is not { Deleted: false } || found.FarmId != request.FarmId)
            {
                throw new RefusedException(RefusalKind.NotFound, $"Farm {request.FarmId} has no rule {other} to compare with.");
            }

            rules.Add(CreateRule("compared", request.FarmId, found.Definition, request.From));
        }

        var sample = request.TargetAlertsPerDay is null ? null : ThresholdSearch.CreateSample(request.Rules[0]);
        var run = new BacktestRun(history, farm, rules, request.From, Math.Min(request.To, Now()), sample);
        await run.RunAsync(progress, cancellationToken);

        var results = new List<BacktestResult>(request.Rules.Count);
        var days = Math.Max((request.To - request.From) / MsPerDay, 1.0 / 24);
        for (var i = 0; i < request.Rules.Count; i++)
        {
            results.Add(run.Result(rules[i], days));
        }

        if (request.ComparedRuleId is not null)
        {
            results[0] = BacktestComparison.Compare(results[0], run.Result(rules[^1], days));
        }

        if (request.TargetAlertsPerDay is { } wanted)
        {
            var suggestion = await ThresholdSearch.FindAsync(
                history, farm, request, wanted, sample, results[0].AlertsPerDay, days, cancellationToken);
            results[0] = results[0] with { Suggestion = suggestion };
        }

        return results;
    }

    internal static StoredRule CreateRule(string id, int farmId, RuleDefinition definition, long from)
        => new() { Id = id, FarmId = farmId, Version = 1, Definition = definition with { Enabled = true }, SavedAt = from };

    private static void Check(BacktestRequest request)
    {
        if (request.Rules.Count is < 1 or > MaxRules)
        {
            throw new RefusedException(
                RefusalKind.InvalidArgument, $"A backtest takes 1 to {MaxRules} rules; this one has {request.Rules.Count}.");
        }

        if (request.To <= request.From || request.To - request.From > MaxDays * MsPerDay)
        {
            throw new RefusedException(RefusalKind.InvalidArgument, $"to must be after from, and at most {MaxDays} days after it.");
        }

        if (request.TargetAlertsPerDay is { } wanted && !(wanted >= 0 && double.IsFinite(wanted)))
        {
            throw new RefusedException(RefusalKind.InvalidArgument, "wantedPerDay must be 0 or more.");
        }

        for (var i = 0; i < request.Rules.Count; i++)
        {
            if (RuleValidator.Validate(request.Rules[i]) is { Count: > 0 } problems)
            {
                var at = request.Rules.Count == 1 ? "" : $"inputs[{i}].";
                throw new RefusedException(
                    RefusalKind.InvalidArgument, string.Join(Environment.NewLine, problems.Select(problem => at + problem)));
            }
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
