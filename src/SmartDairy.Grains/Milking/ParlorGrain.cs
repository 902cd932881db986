using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Grains.Milking;

/// <summary>
/// One parlor. A request reads all stalls in one parallel round, at most every two seconds, so that messages of meters cost nothing for a
/// parlor that nobody looks at.
/// </summary>
[GrainType("parlor")]
public sealed class ParlorGrain(MilkMeterHistory meters, TimeProvider time) : Grain, IParlorGrain
{
    private const long Day = 86_400_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxMeterAge = TimeSpan.FromSeconds(10);
    private int[]? _stalls;
    private long _stallsAt;
    private ParlorSnapshot? _snapshot;
    private long _snapshotAt;
    private ParlorStatusReport? _report;

    public async Task<ParlorSnapshot?> GetAsync()
    {
        if (_snapshot is not null && time.GetElapsedTime(_snapshotAt) < MaxAge)
        {
            return _snapshot;
        }

        var key = StallKey.Parse(this.GetPrimaryKeyString());
        var (farm, parlor) = (key[0], key[1]);
        if (_stalls is null || time.GetElapsedTime(_stallsAt) > MaxMeterAge)
        {
            _stalls = [.. (await meters.GetMetersOfParlorAsync(farm, parlor)).Select(meter => meter.StallId!.Value).Distinct().Order()];
            _stallsAt = time.GetTimestamp();
        }

        if (_stalls.Length == 0)
        {
            return null;
        }

        var since = time.GetUtcNow().ToUnixTimeMilliseconds() - Day;
        var asked =
            await Task.WhenAll(
                _stalls.Select(stall => GrainFactory.GetGrain<IStallGrain>(StallKey.ForStall(farm, parlor, stall)).GetAsync(since)));
        var round = ParlorShift.Latest(asked.SelectMany(stall => stall.RecentMilkings));
        _snapshot = new ParlorSnapshot
        {
            FarmId = farm,
            ParlorId = parlor,
            Stalls = [.. asked.Select(stall => stall with { RecentMilkings = [] })],
            StartedAt = round.StartedAt,
            CompletedMilkings = round.CompletedMilkings,
            AnimalCount = round.Animals,
            ActiveStalls = asked.Count(stall => stall.LatestMilking is { State: MilkingState.Running }),
            Litres = round.Litres,
            MilkingsPerHour = round.MilkingsPerHour,
            StatusReport = _report,
        };
        _snapshotAt = time.GetTimestamp();
        return _snapshot;
    }

    public Task UpdateStatusAsync(ParlorStatusReport report)
    {
        if (_report is null || report.Time >= _report.Time)
        {
            (_report, _snapshot) = (report, null);
        }

        return Task.CompletedTask;
    }
}
