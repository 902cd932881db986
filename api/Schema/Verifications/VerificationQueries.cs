using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.GraphQL.Relay;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>Queries of checks of devices against references.</summary>
public sealed class VerificationQueries
{
    /// <summary>Checks of a farm's devices against references, newest first.</summary>
    /// <param name="deviceId">Only checks of this device.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<VerificationView>> Verifications(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId,
            [Id] string? deviceId, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = PageRequest.Parse(first, after);
        var rows =
            await store.GetPageAsync(new()
            { FarmId = farmId, Kind = HerdRecordKinds.Verifications.Name, Subject = deviceId }, page.First, page.AfterKey,
            cancellationToken);
        return page.ToConnection(rows, row => VerificationView.ForCaller(caller, HerdRecordKinds.Verifications.FromRecord(row)));
    }

    /// <summary>One check of a device against a reference; null when the farm has no check with this id.</summary>
    public static async Task<VerificationView?> Verification(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId, [Id] string id)
    {
        caller.RequireRead(farmId);
        return Identifier.IsValid(id) && await store.FindAsync(farmId, HerdRecordKinds.Verifications.Name, id, cancellationToken) is { } row
            ? VerificationView.ForCaller(caller, HerdRecordKinds.Verifications.FromRecord(row)) : null;
    }
}
