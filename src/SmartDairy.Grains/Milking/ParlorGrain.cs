using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Grains.Milking;

/// <summary>One parlor. It asks its stalls when somebody asks it, at most every two seconds, in one parallel round: a parlor nobody looks at costs a message nothing.</summary>
[GrainType("parlor")]
public sealed class ParlorGrain(StallMeters meters, TimeProvider time) : Grain, IParlorGrain
{
    private const long Day = 86_400_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MetersFresh = TimeSpan.FromSeconds(10);
    private int[]? _stalls;
    private long _stallsAt;
    private ParlorSnapshot? _snapshot;
    private long _snapshotAt;
    private ParlorReport? _report;

    public async Task<ParlorSnapshot?> GetAsync()
    {
        if (_snapshot is not null && time.GetElapsedTime(_snapshotAt) < Fresh)
        {
            return _snapshot;
        }

        var key = StallKey.Read(this.GetPrimaryKeyString());
        var (farm, parlor) = (key[0], key[1]);
        if (_stalls is null || time.GetElapsedTime(_stallsAt) > MetersFresh)
        {
            _stalls = [.. (await meters.OfParlorAsync(farm, parlor)).Select(meter => meter.StallId!.Value).Distinct().Order()];
            _stallsAt = time.GetTimestamp();
        }

        if (_stalls.Length == 0)
        {
            return null;
        }

        var since = time.GetUtcNow().ToUnixTimeMilliseconds() - Day;
        var asked = await Task.WhenAll(_stalls.Select(stall => GrainFactory.GetGrain<IStallGrain>(StallKey.Of(farm, parlor, stall)).GetAsync(since)));
        var round = ParlorRound.Last(asked.SelectMany(stall => stall.Since));
        _snapshot = new ParlorSnapshot
        {
            FarmId = farm,
            ParlorId = parlor,
            Stalls = [.. asked.Select(stall => stall with { Since = [] })],
            StartedAt = round.StartedAt,
            Milked = round.Milked,
            Animals = round.Animals,
            Running = asked.Count(stall => stall.Milking is { State: MilkingState.Running }),
            Litres = round.Litres,
            PerHour = round.PerHour,
            Report = _report,
        };
        _snapshotAt = time.GetTimestamp();
        return _snapshot;
    }

    public Task ReportAsync(ParlorReport report)
    {
        if (_report is null || report.Time >= _report.Time)
        {
            (_report, _snapshot) = (report, null);
        }

        return Task.CompletedTask;
    }
}
