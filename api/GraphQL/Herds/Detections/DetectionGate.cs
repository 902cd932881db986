using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.GraphQL.Herds.Detections;

/// <summary>Detections and the rows they are in.</summary>
internal static class DetectionGate
{
    // Ids are of letters, digits, _ and -; a store takes 200 characters.
    private const int LongestId = 200;

    /// <summary>Null when the farm has none of that id.</summary>
    public static async Task<(Detection Detection, HerdRecord Row)?> FindAsync(IHerdStore store, int farmId, string id, CancellationToken cancel)
    {
        if (id.Length is 0 or > LongestId) return null;
        var row = await store.FindAsync(farmId, HerdKinds.Detections.Name, id, cancel);
        return row is null ? null : (HerdKinds.Detections.Read(row), row);
    }

    /// <exception cref="NotFoundException">The farm has none of that id.</exception>
    public static async Task<(Detection Detection, HerdRecord Row)> RequireAsync(IHerdStore store, int farmId, string id, CancellationToken cancel) =>
        await FindAsync(store, farmId, id, cancel) ?? throw Missing(farmId, id);

    public static NotFoundException Missing(int farmId, string id) => new($"Farm {farmId} has no detection '{Shown.Of(id)}'.", "List them with detections.");
}
