using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Worklist;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Husbandry.Worklist;

namespace SmartDairy.Api.GraphQL.Herds.Worklist;

/// <summary>Reads what a farm's list follows from: one question a kind, side by side, however many animals there are.</summary>
public sealed class WorklistReader(IHerdStore herds, IAlertStore alerts, IRegistry registry)
{
    private const long Day = 86_400_000;

    // A cow is dried off about 340 days after she calved, and some are milked far longer.
    private const long EventDays = 600;
    private const long MilkingDays = 4;
    private const long DetectionDays = 2;
    private const long TagDays = 2;
    private const int MostEvents = 100_000;
    private const int MostMilkings = 20_000;
    private const int MostBindings = 100_000;
    private const int MostRows = 20_000;
    private const int MostAlerts = 500;
    private const int PageSize = 5_000;

    /// <summary>What is known for the list of one moment, Unix milliseconds.</summary>
    public async Task<WorkFacts> FactsAsync(int farmId, long at, CancellationToken cancel)
    {
        var animals = AllAsync((first, after) => registry.AnimalsAsync(farmId, null, first, after, cancel));
        var devices = AllAsync((first, after) => registry.DevicesAsync(farmId, new DeviceFilter(null, null, null, null), first, after, cancel));
        var detections = ReadAsync(HerdKinds.Detections, new() { FarmId = farmId, Kind = HerdKinds.Detections.Name, From = at - (DetectionDays * Day), To = at + 1 }, MostRows, cancel);
        var events = ReadAsync(HerdKinds.Events, new() { FarmId = farmId, Kind = HerdKinds.Events.Name, From = at - (EventDays * Day), To = at + 1 }, MostEvents, cancel);
        var bindings = ReadAsync(HerdKinds.Bindings, new() { FarmId = farmId, Kind = HerdKinds.Bindings.Name, From = at, To = at + 1 }, MostBindings, cancel);
        var calibrations = ReadAsync(HerdKinds.Calibrations, new() { FarmId = farmId, Kind = HerdKinds.Calibrations.Name, To = at + 1 }, MostRows, cancel);
        var milkings = herds.ListAsync(
            new() { FarmId = farmId, Kind = HerdKinds.Milkings.Name, From = at - (MilkingDays * Day), To = at + 1, Except = ("state", nameof(MilkingState.Retracted)) },
            MostMilkings, cancel);
        var tags = ReadAsync(HerdKinds.UnknownTags, new() { FarmId = farmId, Kind = HerdKinds.UnknownTags.Name, From = at - (TagDays * Day), To = at + 1 }, MostRows, cancel);
        var open = alerts.AlertsAsync(new() { FarmId = farmId, State = AlertState.Open }, MostAlerts, null, cancel);
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
            // Whose and when stands on the row: its long curve is not opened.
            Milkings = [.. milked.Where(row => row.Subject.Length > 0).Select(row => new WorkMilking(row.Subject, row.Time))],
            MilkingsFrom = milked.Count == MostMilkings ? milked[^1].Time : at - (MilkingDays * Day),
            UnknownTags = await tags,
            OpenAlerts = (await open).Items,
        };
    }

    /// <summary>What was said to be done on a day.</summary>
    public Task<IReadOnlyList<WorkDone>> DoneAsync(int farmId, FarmDay day, CancellationToken cancel) => ReadAsync(
        HerdKinds.WorkDone, new() { FarmId = farmId, Kind = HerdKinds.WorkDone.Name, From = day.Midnight, To = day.End, Order = HerdOrder.OldestFirst }, MostRows, cancel);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(HerdKind<T> kind, HerdQuery query, int most, CancellationToken cancel)
        where T : class => [.. (await herds.ListAsync(query, most, cancel)).Select(kind.Read)];

    private static async Task<IReadOnlyList<T>> AllAsync<T>(Func<int, string?, Task<Page<T>>> ask)
    {
        var all = new List<T>();
        string? after = null;
        Page<T> page;
        do
        {
            page = await ask(PageSize, after);
            all.AddRange(page.Items);
            after = page.Cursors.Count > 0 ? page.Cursors[^1] : null;
        }
        while (page.HasNext);
        return all;
    }
}
