using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Devices;
using SmartDairy.Grains.Sensors;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History;
using SmartDairy.Testing.History;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class DeviceInstrumentTests
{
    private static readonly CalibrationRequest TwoDegreesTooLow = new()
    {
        Metric = "temperature_c",
        Points = [new(12, 10, null), new(22, 20, null), new(32, 30, null)],
        By = "test",
    };

    [Fact]
    public async Task Valid_calibration_corrects_the_next_readings()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var (sensor, instrument) = (TestDevices.Sensor(), Create(dairy));
        Assert.Equal(20, await CorrectAsync(instrument, dairy.Now));
        Assert.True((await instrument.CalibrateAsync(sensor, TwoDegreesTooLow)).Valid);
        Assert.Equal(22, await CorrectAsync(instrument, dairy.Now), 6);
        Assert.Equal([1], (await instrument.ListCalibrationsAsync(sensor)).Select(calibration => calibration.Version));
        Assert.Equal(22, await CorrectAsync(Create(dairy), dairy.Now), 6);
    }

    [Fact]
    public async Task Correction_fails_while_the_store_is_away_and_loads_again_with_the_next_batch()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var instrument = Create(dairy);
        dairy.Outage.Active = true;
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => CorrectAsync(instrument, dairy.Now));
        dairy.Outage.Active = false;
        Assert.Equal(20, await CorrectAsync(instrument, dairy.Now));
        dairy.Outage.Active = true;
        Assert.Equal(20, await CorrectAsync(instrument, dairy.Now + 1));
    }

    [Fact]
    public async Task Gateway_has_no_calibrations_and_refuses_one()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var (gateway, instrument) = (TestDevices.Gateway("GW-1"), Create(dairy));
        Assert.Empty(await instrument.ListCalibrationsAsync(gateway));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => instrument.CalibrateAsync(gateway, TwoDegreesTooLow));
        Assert.Equal(RefusalKind.InvalidArgument, refused.Kind);
    }

    [Fact]
    public async Task Snapshot_is_saved_once_for_the_readings_taken_in()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var instrument = Create(dairy);
        instrument.SaveSnapshot();
        await CorrectAsync(instrument, dairy.Now);
        instrument.SaveSnapshot();
        await dairy.Services.GetRequiredService<HerdServices>().Writer.FlushAsync();
        var snapshot = await dairy.HerdStore.FindSnapshotAsync(DairyTestCluster.FarmId, "sensor", "ENV-1", DairyTestCluster.TimeoutToken);
        Assert.Equal(dairy.Now, snapshot?.AsOf);
    }

    private static DeviceInstrument Create(DairyTestCluster dairy) => new(
        dairy.Services.GetRequiredService<HerdServices>(), dairy.Services.GetRequiredService<CalibrationCache>(),
        new RecordingGrains().Factory, dairy.SiloTime);

    private static async Task<double> CorrectAsync(DeviceInstrument instrument, long time)
    {
        List<Reading> readings = [Sample.Environment("ENV-1", time, time, farm: DairyTestCluster.FarmId)];
        await instrument.CorrectAsync(TestDevices.Sensor(), readings);
        return readings[0].Values[0];
    }
}
