using System.Globalization;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Milking;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Tests.Milking;

/// <summary>Meters that speak and rows that are looked at.</summary>
internal static class MilkingTestExtensions
{
    /// <summary>Sends one message of a session and waits until it is acknowledged.</summary>
    public static async Task SendSessionMessageAsync(
        this DairyTestCluster dairy, DeviceRegistration meter, string phase, long at, string session = "S-1", string? animal = "COW-7",
        string more = "")
    {
        var receipt = new RecordingReceipt();
        var who = animal is null ? "" : $",\"animal_id\":\"{animal}\"";
        var payload = $$"""{"timestamp":"{{TestDevices.Timestamp(at)}}","session_id":"{{session}}"{{who}}{{more}}}""";
        await dairy.ConsumeAsync(dairy.Message($"{meter.TopicPrefix}/session/{phase}", payload, meter.Id, receipt));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
    }

    public static string Milk(double litres)
        => string.Create(CultureInfo.InvariantCulture, $$""","milk_data":{"total_volume_liters":{{litres}}}""");

    /// <summary>Start, data and end, seven minutes long.</summary>
    public static async Task MilkAsync(
        this DairyTestCluster dairy, DeviceRegistration meter, long at, string session, string animal, double litres)
    {
        await dairy.SendSessionMessageAsync(meter, "start", at, session, animal);
        await dairy.SendSessionMessageAsync(meter, "data", at + 400_000, session, animal, Milk(litres));
        await dairy.SendSessionMessageAsync(meter, "end", at + 420_000, session, animal);
    }

    public static async Task<IReadOnlyList<MilkingSession>> MilkingsAsync(this DairyTestCluster dairy)
        => [.. (await dairy.HerdStore.ListAsync(new()
        { FarmId = DairyTestCluster.FarmId, Kind = HerdRecordKinds.Milkings.Name, Order = HerdRecordOrder.OldestFirst }, 1_000,
        DairyTestCluster.TimeoutToken)).Select(HerdRecordKinds.Milkings.FromRecord)];

    /// <summary>The rows once they are as they shall be: nothing that is written is waited for by whoever sends.</summary>
    public static async Task<IReadOnlyList<MilkingSession>> MilkingsAsync(
        this DairyTestCluster dairy, Func<IReadOnlyList<MilkingSession>, bool> are)
    {
        var soon = DairyTestCluster.TimeoutToken;
        while (true)
        {
            var rows = await dairy.MilkingsAsync();
            if (are(rows))
            {
                return rows;
            }

            Assert.False(soon.IsCancellationRequested, string.Join('\n', rows));
            await Task.Yield();
        }
    }

    public static IStallGrain Stall(this DairyTestCluster dairy, int stall)
        => dairy.Grains.GetGrain<IStallGrain>(StallKey.ForStall(DairyTestCluster.FarmId, 1, stall));

    public static IParlorGrain Parlor(this DairyTestCluster dairy)
        => dairy.Grains.GetGrain<IParlorGrain>(StallKey.ForParlor(DairyTestCluster.FarmId, 1));
}
