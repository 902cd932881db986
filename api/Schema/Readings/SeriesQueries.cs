using GraphQL;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>Queries of measured series.</summary>
public sealed class SeriesQueries
{
    private const int MaxPointsLimit = 100_000;
    private const int MaxMetrics = 32;

    /// <summary>Measured series of a device, oldest first: raw points without a bucket, otherwise one row per bucket.</summary>
    /// <param name="metrics">Names of 1 to 32 metrics that a device of this type measures.</param>
    /// <param name="from">Start of the span in event time, inclusive.</param>
    /// <param name="to">End of the span in event time, exclusive; must be after from.</param>
    /// <param name="bucket">Division of the series into buckets; raw points when omitted.</param>
    /// <param name="maxPoints">Maximum number of times in the answer, 1 to 100,000; longer series are thinned.</param>
    public static async Task<SeriesView> Series(
        [FromServices] IGrainFactory grains, [FromServices] IHistory history, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        [Id] string deviceId, IReadOnlyList<string> metrics, DateTimeOffset from, DateTimeOffset to, BucketInput? bucket,
            int? maxPoints = 2000)
    {
        var points = maxPoints ?? 2000;
        if (points is < 1 or > MaxPointsLimit)
        {
            throw new InvalidArgumentException($"'maxPoints' is {points}; it must be from 1 to {MaxPointsLimit}.");
        }

        if (metrics.Count is < 1 or > MaxMetrics)
        {
            throw new InvalidArgumentException($"'metrics' has {metrics.Count} names; it must have 1 to {MaxMetrics}.");
        }

        var (start, end) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        if (start >= end)
        {
            throw new InvalidArgumentException("'from' must be before 'to'.");
        }

        var rows = bucket?.ToBucket();

        var device = await DeviceAccess.RequireAsync(grains, caller, ApiScopes.Read, deviceId);
        var family = device.Registration.Type.ToReadingFamily()
            ?? throw new InvalidArgumentException($"'{deviceId}' is a gateway, which measures nothing.", "Ask for a device behind it.");
        foreach (var metric in metrics)
        {
            MetricNames.RequireKnown(family, metric);
        }

        try
        {
            return new(await history.QuerySeriesAsync(new(deviceId, family, metrics, start, end, rows, points), cancellationToken));
        }
        catch (ArgumentException refused) when (refused is not ArgumentNullException)
        {
            throw new InvalidArgumentException(refused.Message);
        }
    }
}
