using System.Collections.Concurrent;
using SmartDairy.Analytics.Climate;
using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Registry;
using SmartDairy.History.Series;
using SmartDairy.Husbandry.Places;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// The temperature-humidity index where animals are kept, hour by hour: the mean over the environmental sensors of a barn or a zone. Each
/// place is read from history at most every five minutes, however many animals are kept there.
/// </summary>
public sealed class PlaceClimateHistory(IRegistry registry, IHistory history, TimeProvider time)
{
    private const long Hour = 3_600_000;
    private const int MaxHours = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);
    private static readonly string[] MetricNames = ["temperature_c", "humidity_percent"];
    private static readonly Bucket Hourly = new(TimeSpan.FromHours(1), TimeZoneInfo.Utc, [Aggregate.Avg], Fill.None);
    private readonly ConcurrentDictionary<(int Farm, string Place), CachedHours> _places = new();

    /// <summary>The hours of a place without those in which no sensor measured.</summary>
    /// <param name="place">Such as <c>barn/2</c> or <c>barn/2/zone/3</c>.</param>
    /// <param name="from">Hours since 1970-01-01T00:00Z, inclusive.</param>
    /// <param name="before">Hours since 1970-01-01T00:00Z, exclusive.</param>
    public async ValueTask<IReadOnlyList<ClimateHour>> GetHoursAsync(int farmId, string place, long from, long before)
    {
        var known = _places.GetOrAdd((farmId, place), static _ => new CachedHours());
        if (!known.Covers(from, before, time, MaxAge))
        {
            await known.LoadLock.WaitAsync();
            try
            {
                if (!known.Covers(from, before, time, MaxAge))
                {
                    await LoadAsync(known, farmId, place, from);
                }
            }
            finally
            {
                known.LoadLock.Release();
            }
        }

        return known.Between(from, before);
    }

    private async Task LoadAsync(CachedHours known, int farmId, string place, long from)
    {
        var began = time.GetTimestamp();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() / Hour;

        // The last hours are read again, since readings arrive late.
        var first = known.First is { } earliest && earliest <= from ? Math.Max(from, known.Last - 3) : from;
        var sums = new SortedDictionary<long, (double Sum, int Sensors)>();
        foreach (var sensor in await SensorsAsync(farmId, place))
        {
            var query = new SeriesQuery(sensor, ReadingFamily.Environment, MetricNames, first * Hour, now * Hour, Hourly, MaxHours);
            var series = first >= now ? null : await history.QuerySeriesAsync(query, CancellationToken.None);
            for (var i = 0; i < (series?.Times.Count ?? 0); i++)
            {
                if (series!.Values[0][i] is { } celsius && series.Values[1][i] is { } humidity)
                {
                    var (sum, sensors) = sums.GetValueOrDefault(series.Times[i] / Hour);
                    sums[series.Times[i] / Hour] = (sum + TemperatureHumidityIndex.Calculate(celsius, humidity), sensors + 1);
                }
            }
        }

        known.Add([.. sums.Select(hour => new ClimateHour(hour.Key, hour.Value.Sum / hour.Value.Sensors))],
            Math.Min(from, known.First ?? from), now - 1, began);
    }

    private async Task<IEnumerable<string>> SensorsAsync(int farmId, string place)
    {
        var (barn, zone) = BarnPlace.Parse(place) ?? throw new ArgumentException($"'{place}' is neither a barn nor a zone.", nameof(place));
        var devices = await registry.ListDevicesOfBarnAsync(farmId, barn, CancellationToken.None);
        return devices.Where(device => device.Type == DeviceType.EnvironmentalSensor && (zone is null || device.ZoneId == zone))
            .Select(device => device.Id);
    }

    private sealed class CachedHours
    {
        private readonly Lock _lock = new();
        private readonly SortedDictionary<long, ClimateHour> _hours = [];
        private long _readAt;

        public SemaphoreSlim LoadLock { get; } = new(1);

        public long? First { get; private set; }

        public long Last { get; private set; } = long.MinValue;

        public bool Covers(long from, long before, TimeProvider time, TimeSpan fresh)
        {
            lock (_lock)
            {
                return First <= from && (Last >= before - 1 || time.GetElapsedTime(_readAt) < fresh);
            }
        }

        public IReadOnlyList<ClimateHour> Between(long from, long before)
        {
            lock (_lock)
            {
                return [.. _hours.Values.SkipWhile(hour => hour.Hour < from).TakeWhile(hour => hour.Hour < before)];
            }
        }

        public void Add(IReadOnlyList<ClimateHour> hours, long first, long last, long readAt)
        {
            lock (_lock)
            {
                foreach (var hour in hours)
                {
                    _hours[hour.Hour] = hour;
                }

                while (_hours.Count > MaxHours)
                {
                    var oldest = _hours.First().Key;
                    _hours.Remove(oldest);
                    first = Math.Max(first, oldest + 1);
                }

                (First, Last, _readAt) = (first, Math.Max(Last, last), readAt);
            }
        }
    }
}
