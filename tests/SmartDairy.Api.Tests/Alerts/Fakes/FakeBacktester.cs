using SmartDairy.Contracts.Alerts.Backtests;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>Remembers what it was asked, and tells of two alerts.</summary>
internal sealed class FakeBacktester : IBacktester
{
    public BacktestRequest? LastRequest { get; private set; }

    public Task<IReadOnlyList<BacktestResult>> RunAsync(
        BacktestRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        LastRequest = request;
        BacktestResult[] results =
        [
            .. request.Rules.Select(rule => new BacktestResult(
                long.MaxValue, [SampleAlerts.Create("ALT-1", request.FarmId), SampleAlerts.Create("ALT-2", request.FarmId)], 2, 0.5,
                [1, 0, 0, 4, 0],
                request.ComparedRuleId is null
                    ? null
                    : ["ALT-2"], request.ComparedRuleId is null ? null : [SampleAlerts.Create("ALT-9", request.FarmId)],
                request.TargetAlertsPerDay is null
                    ? null
                    : new("temperature_c", 31.5, 0.4, "The nearest below."), ["status is not in the past."])),
        ];
        return Task.FromResult<IReadOnlyList<BacktestResult>>(results);
    }
}
