using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Loading;
using SmartDairy.History;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>
/// Message counters of devices, read from the ledger in one query for a page. Only the counter fields need the database; everything else
/// about a device comes from its actor.
/// </summary>
internal static class MessageCountsLoader
{
    /// <summary>The counters of a device; zero when it never sent a message.</summary>
    /// <param name="context">The field's context.</param>
    /// <param name="deviceId">The device.</param>
    /// <exception cref="HistoryUnavailableException">The database is away.</exception>
    public static IDataLoaderResult<MessageCounts> Load(IResolveFieldContext context, string deviceId)
    {
        var history = context.RequestServices!.GetRequiredService<IHistory>();
        return context.LoadBatched<string, MessageCounts>(
            "device-message-counts", deviceId, async (ids, cancellationToken) =>
                await history.GetMessageCountsAsync(ids, cancellationToken));
    }
}
