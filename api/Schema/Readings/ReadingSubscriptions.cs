using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Live;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Loading;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>Subscriptions to readings.</summary>
public sealed class ReadingSubscriptions
{
    private const int MaxDevices = 10_000;

    /// <summary>Readings of a farm as they are stored. A slow subscriber loses the oldest ones.</summary>
    /// <param name="deviceIds">Only readings of these devices, at most 10,000; all devices of the farm when omitted.</param>
    /// <param name="metrics">Only these metrics, and only readings with at least one of them; all metrics when omitted.</param>
    public static async Task<IAsyncEnumerable<ReadingView>> Readings(
        IResolveFieldContext context, [FromServices] ILiveFeed feed, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
        int farmId, [Id] IReadOnlyList<string>? deviceIds, IReadOnlyList<string>? metrics)
    {
        caller.RequireRead(farmId);
        if (deviceIds is { Count: > MaxDevices })
        {
            throw new InvalidArgumentException(
                $"'deviceIds' has {deviceIds.Count} ids; at most {MaxDevices} are allowed.", "Leave it out for the whole farm.");
        }

        foreach (var metric in metrics ?? [])
        {
            MetricNames.RequireKnown(metric);
        }

        await FarmAccess.RequireAsync(grains, farmId);
        var wanted = metrics?.ToHashSet(StringComparer.Ordinal);
        var devices = deviceIds?.ToHashSet(StringComparer.Ordinal);
        return EagerStream.Start(feed.StreamReadingsAsync(farmId, devices, context.CancellationToken), reading =>
            ReadingView.FromWanted(reading, wanted), context.CancellationToken);
    }
}
