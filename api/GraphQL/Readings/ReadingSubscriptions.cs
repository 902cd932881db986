using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Live;

namespace SmartDairy.Api.GraphQL.Readings;

/// <summary>What is watched of readings.</summary>
public sealed class ReadingSubscriptions
{
    private const int MostDevices = 10_000;

    /// <summary>Readings of a farm as they are stored. A slow subscriber loses the oldest.</summary>
    /// <param name="deviceIds">Only these devices; all by default.</param>
    /// <param name="metrics">Only these metrics; a reading with none of them is left out.</param>
    public static async Task<IAsyncEnumerable<ReadingView>> Readings(
        IResolveFieldContext context, [FromServices] IReadingFeed feed, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
        int farmId, [Id] IReadOnlyList<string>? deviceIds, IReadOnlyList<string>? metrics)
    {
        caller.RequireRead(farmId);
        if (deviceIds is { Count: > MostDevices })
            throw new InvalidArgumentException($"'deviceIds' has {deviceIds.Count} ids; at most {MostDevices} are allowed.", "Leave it out for the whole farm.");
        foreach (var metric in metrics ?? []) MetricNames.Require(metric);
        await FarmGate.RequireAsync(grains, farmId);
        var wanted = metrics?.ToHashSet(StringComparer.Ordinal);
        var devices = deviceIds?.ToHashSet(StringComparer.Ordinal);
        return EagerFeed.Join(feed.ReadingsAsync(farmId, devices, context.CancellationToken), reading => ReadingView.Of(reading, wanted), context.CancellationToken);
    }
}
