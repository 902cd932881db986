using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Tests.Intake;

public sealed class MessageRejectionTests
{
    private const string Mine = "dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry";

    [Theory]
    [InlineData("dairy/farm/1/barn/1/zone/2/sensor/NEW/telemetry", "NEW", "device_unknown", ReceiptOutcome.NotAuthorized)]
    [InlineData("dairy/farm/2/barn/1/zone/2/sensor/ENV-1/telemetry", "ENV-1", "device_unknown", ReceiptOutcome.NotAuthorized)]
    [InlineData("dairy/farm/2/rfid/animal/COW-7/location", "R-1", "not_authorized", ReceiptOutcome.NotAuthorized)]
    [InlineData(Mine, "ENV-2", "not_authorized", ReceiptOutcome.NotAuthorized)]
    [InlineData("dairy/farm/1/barn/1/zone/2/sensor/ENV-2/telemetry", "GW-1", "not_authorized", ReceiptOutcome.NotAuthorized)]
    [InlineData("dairy/farm/1/barn/1/zone/2/sensor/ENV-1/command", "ENV-1", "not_authorized", ReceiptOutcome.NotAuthorized)]
    [InlineData("dairy/farm/1/alert/warning/climate", "ENV-1", "not_authorized", ReceiptOutcome.NotAuthorized)]
    [InlineData("dairy/farm/1/nowhere", "ENV-1", "topic_unknown", ReceiptOutcome.TopicInvalid)]
    [InlineData("dairy/farm/1/rfid/animal/COW-7/location", "ENV-1", "topic_mismatch", ReceiptOutcome.TopicInvalid)]
    public async Task What_may_not_be_said_is_recorded_with_its_reason(string topic, string principal, string code, ReceiptOutcome outcome)
    {
        await using var dairy = await StartAsync();
        var receipt = new RecordingReceipt();
        Assert.Equal(0, await dairy.ConsumeAsync(dairy.Message(topic, TestDevices.Climate(dairy.Now, 20), principal, receipt)));
        Assert.Equal((outcome, 1), (receipt.Outcome, receipt.Calls));
        var row = Assert.Single(await dairy.RejectedAsync());
        Assert.Equal((code, topic, principal), (row.Code, row.Topic, row.Principal));
        Assert.NotEmpty(row.Reason);
        Assert.Equal(1, (await dairy.GetSettledLedgerAsync()).Settled.Rejected);
    }

    [Theory]
    [InlineData("dairy/farm/1/barn/1/zone/2/sensor/NEW/telemetry", "device_unknown")]
    [InlineData("dairy/farm/1/rfid/animal/COW-7/location", "not_authorized")]
    [InlineData("dairy/farm/1/milking/parlor/1/status", "not_authorized")]
    [InlineData("dairy/farm/1/barn/1/zone/2/sensor/ENV-1/command", "not_authorized")]
    public async Task What_a_broker_that_vouches_for_its_clients_brings_is_refused_to_the_farm_of_its_topic(string topic, string code)
    {
        await using var dairy = await StartAsync();
        await dairy.ConsumeAsync(
            dairy.Message(topic, TestDevices.Climate(dairy.Now, 20), principal: null, farm: TopicFarmId.ParseOrZero(topic)));
        var row = Assert.Single(await dairy.RejectedAsync());
        Assert.Equal((code, topic, null), (row.Code, row.Topic, row.Principal));
        await dairy.GetSettledLedgerAsync();
    }

    [Fact]
    public async Task A_broker_that_vouches_for_its_clients_is_believed()
    {
        await using var dairy = await StartAsync();
        Assert.Equal(1, await dairy.ConsumeAsync(dairy.Message(Mine, TestDevices.Climate(dairy.Now, 20), principal: null)));
        await dairy.ConsumeAsync(dairy.Message("system/farm/1/device/GW-1/status", """{"status":"ok"}""", principal: null));
        Assert.Equal(DeviceStatus.Online, (await dairy.SnapshotAsync("GW-1")).Status);
        await dairy.ConsumeAsync(dairy.Message("system/farm/1/device/GW-1/status", """{"status":"offline"}""", principal: null));
        Assert.Equal(DeviceStatus.Offline, (await dairy.SnapshotAsync("GW-1")).Status);
        Assert.Empty(await dairy.RejectedAsync());
    }

    [Fact]
    public async Task A_gateway_speaks_for_the_devices_behind_it()
    {
        await using var dairy = await StartAsync();
        var receipt = new RecordingReceipt();
        Assert.Equal(1, await dairy.ConsumeAsync(
            dairy.Message("dairy/farm/1/barn/1/zone/2/sensor/ENV-3/telemetry", TestDevices.Climate(dairy.Now, 20), "GW-1", receipt)));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
        Assert.Equal(1, (await dairy.GetMessageCountsAsync("ENV-3")).Stored);
    }

    [Fact]
    public async Task One_bad_message_does_not_touch_its_neighbours()
    {
        await using var dairy = await StartAsync();
        RecordingReceipt[] receipts = [new(), new(), new(), new()];
        Assert.Equal(2, await dairy.ConsumeAsync(
            dairy.Message(Mine, TestDevices.Climate(dairy.Now, 20), "ENV-1", receipts[0]),
            dairy.Message(Mine, "{", "ENV-1", receipts[1]),
            dairy.Message("dairy/farm/1/barn/1/zone/2/sensor/ENV-2/telemetry", TestDevices.Climate(dairy.Now, 20), "ENV-2", receipts[2]),
            dairy.Message("nowhere", "{}", "ENV-2", receipts[3])));
        Assert.Equal(
            [ReceiptOutcome.Accepted, ReceiptOutcome.PayloadInvalid, ReceiptOutcome.Accepted, ReceiptOutcome.TopicInvalid],
            receipts.Select(receipt => receipt.Outcome!.Value));
        Assert.Equal(2, (await dairy.GetSettledLedgerAsync()).Settled.Stored);
    }

    [Fact]
    public async Task Bad_items_of_a_batch_are_recorded_alone_and_the_rest_is_stored()
    {
        await using var dairy = await StartAsync();
        var receipt = new RecordingReceipt();
        var bad = $$$"""{"timestamp":"{{{TestDevices.Timestamp(dairy.Now)}}}","readings":{"temperature_c":"warm"}}""";
        var payload = $$"""{"batch":[{{TestDevices.Climate(dairy.Now, 20)}},{{bad}},{{TestDevices.Climate(dairy.Now - 1, 21)}},{{bad}}]}""";
        Assert.Equal(2, await dairy.ConsumeAsync(dairy.Message(Mine, payload, "ENV-1", receipt)));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
        var rows = await dairy.RejectedAsync();
        Assert.Equal(["$.batch[1].readings.temperature_c", "$.batch[3].readings.temperature_c"], rows.Select(row => row.JsonPath).Order());
        Assert.All(rows, row => Assert.Equal(bad, System.Text.Encoding.UTF8.GetString(row.Payload.Span)));
        Assert.Equal((4, 2, 2), await CountsAsync(dairy));
    }

    [Fact]
    public async Task What_was_refused_before_the_store_went_away_is_the_same_row_at_the_next_attempt_wherever_its_device_lives()
    {
        const int Count = 8;
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        var devices = Enumerable.Range(1, Count).Select(i => TestDevices.Sensor($"ENV-{i}")).ToArray();
        await dairy.Farm.RegisterDevicesAsync(devices);
        var silos = dairy.Cluster.Silos.Select(silo => silo.SiloAddress).ToArray();
        Assert.InRange(
            devices.Count(device => SmartDairy.Grains.Cluster.RendezvousHash.SelectSilo(dairy.Device(device.Id).GetGrainId(), silos)
            .Equals(silos[0])), 1, Count - 1);
        foreach (var device in devices)
        {
            dairy.FaultyHistory.FailNext(appends: 1);
            await dairy.SendTelemetryAsync(
                device, $$$"""[{"readings":{"temperature_c":"warm"}},{{{TestDevices.Climate(dairy.Now, 20)}}}]""");
        }

        Assert.Equal(Count, (await dairy.RejectedAsync()).Count);
        Assert.Equal((2 * Count, Count, Count), await CountsAsync(dairy));
    }

    private static async Task<(long Received, long Stored, long Rejected)> CountsAsync(DairyTestCluster dairy)
    {
        var ledger = await dairy.GetSettledLedgerAsync();
        return (ledger.Received, ledger.Settled.Stored, ledger.Settled.Rejected);
    }

    private static async Task<DairyTestCluster> StartAsync()
    {
        var dairy = await DairyTestCluster.StartAsync();
        await dairy.Farm.RegisterDevicesAsync(
        [
            TestDevices.Sensor(), TestDevices.Sensor("ENV-2"), TestDevices.Sensor("ENV-3") with { GatewayId = "GW-1" },
            TestDevices.Gateway("GW-1"), TestDevices.Reader("R-1", "NORTH"),
        ]);
        return dairy;
    }
}
