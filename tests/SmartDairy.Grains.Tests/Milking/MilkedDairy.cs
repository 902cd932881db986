using System.Globalization;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Milking;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Tests.Milking;

/// <summary>Meters that speak and rows that are looked at.</summary>
internal static class MilkedDairy
{
    /// <summary>Sends one message of a session and waits until it is acknowledged.</summary>
    public static async Task SayAsync(this Dairy dairy, DeviceRegistration meter, string phase, long at, string session = "S-1", string? animal = "COW-7", string more = "")
    {
        var receipt = new RecordedReceipt();
        var who = animal is null ? "" : $",\"animal_id\":\"{animal}\"";
        var payload = $$"""{"timestamp":"{{Herd.Stamp(at)}}","session_id":"{{session}}"{{who}}{{more}}}""";
        await dairy.ConsumeAsync(dairy.Message($"{meter.Place}/session/{phase}", payload, meter.Id, receipt));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
    }

    public static string Milk(double litres) => string.Create(CultureInfo.InvariantCulture, $$""","milk_data":{"total_volume_liters":{{litres}}}""");

    /// <summary>Start, data and end, seven minutes long.</summary>
    public static async Task MilkAsync(this Dairy dairy, DeviceRegistration meter, long at, string session, string animal, double litres)
    {
        await dairy.SayAsync(meter, "start", at, session, animal);
        await dairy.SayAsync(meter, "data", at + 400_000, session, animal, Milk(litres));
        await dairy.SayAsync(meter, "end", at + 420_000, session, animal);
    }

    public static async Task<IReadOnlyList<MilkingSession>> MilkingsAsync(this Dairy dairy)
        => [.. (await dairy.Herds.ListAsync(new() { FarmId = Dairy.FarmId, Kind = HerdKinds.Milkings.Name, Order = HerdOrder.OldestFirst }, 1_000, Dairy.Soon)).Select(HerdKinds.Milkings.Read)];

    /// <summary>The rows once they are as they shall be: nothing that is written is waited for by whoever sends.</summary>
    public static async Task<IReadOnlyList<MilkingSession>> MilkingsAsync(this Dairy dairy, Func<IReadOnlyList<MilkingSession>, bool> are)
    {
        var soon = Dairy.Soon;
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

    public static IStallGrain Stall(this Dairy dairy, int stall) => dairy.Grains.GetGrain<IStallGrain>(StallKey.Of(Dairy.FarmId, 1, stall));

    public static IParlorGrain Parlor(this Dairy dairy) => dairy.Grains.GetGrain<IParlorGrain>(StallKey.OfParlor(Dairy.FarmId, 1));
}
