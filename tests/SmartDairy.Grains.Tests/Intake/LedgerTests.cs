using CsCheck;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Intake;

public sealed class LedgerTests
{
    private enum Kind
    {
        Good,
        Again,
        Broken,
        Batch,
        Status,
        BadStatus,
        Unknown,
        Foreign,
    }

    [Fact]
    public async Task Whatever_comes_in_whatever_mix_the_ledger_closes()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.Farm.RegisterDevicesAsync([TestDevices.Sensor(), TestDevices.Sensor("ENV-2")]);
        var serial = 0;
        long received = 0;
        var counts = default(MessageCounts);
        await Check.SampleAsync(Gen.Select(Gen.Enum<Kind>(), Gen.Int[1, 2], Gen.Int[0, 2]).Array[1, 12], async mix =>
        {
            var batch = new List<ReceivedMessage>();
            foreach (var (kind, device, failures) in mix)
            {
                var (payload, delta) = Expect(kind, dairy.Now, ref serial);
                counts += delta;
                received += delta.Total;
                batch.Add(dairy.Message(TopicOf(kind, device), payload, kind == Kind.Foreign ? "OTHER" : $"ENV-{device}"));
            }

            dairy.FaultyHistory.FailNext(mix[0].Item3, mix[^1].Item3);
            await dairy.Time.AdvanceUntilCompletedAsync(dairy.ConsumeAsync([.. batch]));
            dairy.FaultyHistory.FailNext();
            var ledger = await dairy.Farm.GetLedgerAsync();
            return ledger.Pending == 0 && ledger.Received == received && ledger.Settled == counts;
        }, iter: 60, threads: 1);
    }

    private static string TopicOf(Kind kind, int device) => kind switch
    {
        Kind.Status or Kind.BadStatus => $"system/farm/1/device/ENV-{device}/status",
        Kind.Unknown => "dairy/farm/1/barn/9/zone/9/sensor/NOBODY/telemetry",
        _ => $"dairy/farm/1/barn/1/zone/2/sensor/ENV-{device}/telemetry",
    };

    /// <summary>
    /// What is sent, and what must become of it. A reading is sent twice in one publish to be a duplicate whatever else is in the mix.
    /// </summary>
    private static (string Payload, MessageCounts Delta) Expect(Kind kind, long now, ref int serial)
    {
        var good = TestDevices.Climate(now, 20, more: $",\"seq\":{++serial}");
        return kind switch
        {
            Kind.Good => (good, new(1, 0, 0)),
            Kind.Again => ($"[{good},{good}]", new(1, 1, 0)),
            Kind.Broken => ("{\"readings\":", new(0, 0, 1)),
            Kind.Batch => ($$$"""{"batch":[{},{{{good}}},{"readings":{"temperature_c":true}}]}""", new(1, 0, 2)),
            Kind.Status => ("""{"status":"ok"}""", default),
            Kind.BadStatus => ("""{"status":"fine"}""", new(0, 0, 1)),
            _ => (good, new(0, 0, 1)),
        };
    }
}
