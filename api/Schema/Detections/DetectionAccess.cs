using SmartDairy.Contracts.Detections;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>Detections with the rows that store them.</summary>
internal static class DetectionAccess
{
    // Ids consist of letters, digits, _ and -; a store accepts up to 200 characters.
    private const int MaxIdLength = 200;

    /// <summary>Null when the farm has no detection with this id.</summary>
    public static async Task<(Detection Detection, HerdRecord Row)?> FindAsync(
        IHerdStore store, int farmId, string id, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > MaxIdLength)
        {
            return null;
        }

        var row = await store.FindAsync(farmId, HerdRecordKinds.Detections.Name, id, cancellationToken);
        return row is null ? null : (HerdRecordKinds.Detections.FromRecord(row), row);
    }

    /// <exception cref="NotFoundException">The farm has no detection with this id.</exception>
    public static async Task<(Detection Detection, HerdRecord Row)> RequireAsync(
        IHerdStore store, int farmId, string id, CancellationToken cancellationToken) =>
        await FindAsync(store, farmId, id, cancellationToken) ?? throw NotFound(farmId, id);

    public static NotFoundException NotFound(int farmId, string id)
        => new($"Farm {farmId} has no detection '{ErrorText.Truncate(id)}'.", "List them with detections.");
}
