using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Relay;
using SmartDairy.History;

namespace SmartDairy.Api.Schema.Intake;

/// <summary>Queries of the messages of a farm on their way into history.</summary>
public sealed class IntakeQueries
{
    /// <summary>Account of all messages of a farm: received, stored, duplicate, rejected and pending.</summary>
    public static async Task<FarmLedgerView> Ledger([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        var ledger = await grains.GetGrain<IFarmGrain>(farmId).GetLedgerAsync();
        return new(ledger.Received, ledger.Settled.Stored, ledger.Settled.Duplicate, ledger.Settled.Rejected, ledger.Pending);
    }

    /// <summary>Rejected messages of a farm, newest first, each with its reason. replayRejected processes them again.</summary>
    /// <param name="deviceId">Only messages of this device.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<RejectedMessageView>> RejectedMessages(
        [FromServices] IHistory history, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string? deviceId, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = PageRequest.Parse(first, after);
        var found = await history.ListRejectedAsync(farmId, deviceId, page.First, page.AfterKey, cancellationToken);
        return page.ToConnection(found, message => new RejectedMessageView(message));
    }
}
