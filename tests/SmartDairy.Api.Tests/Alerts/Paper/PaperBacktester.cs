using SmartDairy.Contracts.Alerts.Backtests;

namespace SmartDairy.Api.Tests.Alerts.Paper;

/// <summary>Remembers what it was asked, and tells of two alerts.</summary>
internal sealed class PaperBacktester : IBacktester
{
    public BacktestRequest? Asked { get; private set; }

    public Task<IReadOnlyList<BacktestResult>> RunAsync(BacktestRequest request, IProgress<double>? progress, CancellationToken cancellation)
    {
        Asked = request;
        BacktestResult[] results =
        [
            .. request.Rules.Select(rule => new BacktestResult(
                long.MaxValue, [Alarm.Of("ALT-1", request.FarmId), Alarm.Of("ALT-2", request.FarmId)], 2, 0.5, [1, 0, 0, 4, 0],
                request.ComparedTo is null ? null : ["ALT-2"], request.ComparedTo is null ? null : [Alarm.Of("ALT-9", request.FarmId)],
                request.WantedPerDay is null ? null : new("temperature_c", 31.5, 0.4, "The nearest below."), ["status is not in the past."])),
        ];
        return Task.FromResult<IReadOnlyList<BacktestResult>>(results);
    }
}
