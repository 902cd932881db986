using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Worklist;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Husbandry.Worklist;

namespace SmartDairy.Herd.Worklist;

/// <summary>Reads the facts that a worklist follows from: one query a kind, side by side, however many animals there are.</summary>
public sealed class WorkFactsReader(IHerdStore herds, IAlertStore alerts, IRegistry registry)
{
    private const long Day = 86_400_000;

    // A cow is dried off about 340 days after calving, and some cows are milked far longer.
    private const long EventDays = 600;
    private const long MilkingDays = 4;
    private const long DetectionDays = 2;
    private const long TagDays = 2;
    private const int MaxEvents = 100_000;
    private const int MaxMilkings = 20_000;
    private const int MaxBindings = 100_000;
    private const int MaxRows = 20_000;
    private const int MaxAlerts = 500;
    private const int PageSize = 5_000;

    /// <summary>The facts known at one moment.</summary>
    /// <param name="farmId">Farm of the list.</param>
    /// <param name="at">The moment, Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public async Task<WorklistInput> ReadFactsAsync(int farmId, long at, CancellationToken cancellationToken)
    {
        var animals = ReadAllPagesAsync((first, after) => registry.ListAnimalsAsync(farmId, null, first, after, cancellationToken));
        var devices = ReadAllPagesAsync((first, after) => registry.ListDevicesAsync(
            farmId, new DeviceFilter(null, null, null, null), first, after, cancellationToken));
        var detections = ReadAsync(HerdRecordKinds.Detections, farmId, at - (DetectionDays * Day), at + 1, MaxRows, cancellationToken);
        var events = ReadAsync(HerdRecordKinds.AnimalEvents, farmId, at - (EventDays * Day), at + 1, MaxEvents, cancellationToken);
        var bindings = ReadAsync(HerdRecordKinds.Bindings, farmId, at, at + 1, MaxBindings, cancellationToken);
        var calibrations = ReadAsync(HerdRecordKinds.Calibrations, farmId, null, at + 1, MaxRows, cancellationToken);
        var milkings = herds.ListAsync(
            new()
            {
                FarmId = farmId,
                Kind = HerdRecordKinds.Milkings.Name,
                From = at - (MilkingDays * Day),
                To = at + 1,
                BodyNotEquals = ("state", nameof(MilkingState.Retracted)),
            },
            MaxMilkings,
            cancellationToken);
        var tags = ReadAsync(HerdRecordKinds.UnknownTags, farmId, at - (TagDays * Day), at + 1, MaxRows, cancellationToken);
        var open = alerts.ListAlertsAsync(new() { FarmId = farmId, State = AlertState.Open }, MaxAlerts, null, cancellationToken);
        await Task.WhenAll(animals, devices, detections, events, bindings, calibrations, milkings, tags, open);
        var milked = await milkings;
        return new()
        {
            Animals = await animals,
            Devices = await devices,
            Detections = await detections,
            Events = await events,
            Bindings = await bindings,
            Calibrations = await calibrations,
            // Animal and time stand on the row, so the body with its long curve is not parsed.
            Milkings = [.. milked.Where(row => row.Subject.Length > 0).Select(row => new MilkingTime(row.Subject, row.Time))],
            MilkingsFrom = milked.Count == MaxMilkings ? milked[^1].Time : at - (MilkingDays * Day),
            UnknownTags = await tags,
            OpenAlerts = (await open).Items,
        };
    }

    /// <summary>Work items that people handled on a day, the oldest first.</summary>
    public Task<IReadOnlyList<WorkItemCompletion>> ReadHandledAsync(int farmId, FarmDay day, CancellationToken cancellationToken)
        => ReadAsync(
            HerdRecordKinds.WorklistCompletions, farmId, day.Start, day.End, MaxRows, cancellationToken, HerdRecordOrder.OldestFirst);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        HerdRecordKind<T> kind, int farmId, long? from, long to, int limit, CancellationToken cancellationToken,
        HerdRecordOrder order = default)
        where T : class
    {
        var query = new HerdQuery { FarmId = farmId, Kind = kind.Name, From = from, To = to, Order = order };
        return [.. (await herds.ListAsync(query, limit, cancellationToken)).Select(kind.FromRecord)];
    }

    private static async Task<IReadOnlyList<T>> ReadAllPagesAsync<T>(Func<int, string?, Task<Page<T>>> readPageAsync)
    {
        var all = new List<T>();
        string? after = null;
        Page<T> page;
        do
        {
            page = await readPageAsync(PageSize, after);
            all.AddRange(page.Items);
            after = page.Cursors.Count > 0 ? page.Cursors[^1] : null;
        }
        while (page.HasNext);
        return all;
    }
}
