using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Live;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Tests.Live;

public sealed class ClusterLiveFeedTests
{
    [Fact]
    public async Task A_client_sees_every_silo_and_one_that_joins_later_and_the_silos_hear_when_nobody_watches()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        await dairy.Farm.RegisterDevicesAsync([TestDevices.Sensor(), TestDevices.Sensor("ENV-2"), TestDevices.Sensor("ENV-3")]);
        using var feed = FeedOf(dairy);
        using var leaving = new CancellationTokenSource();
        using var seen = new FeedRecorder(feed.StreamReadingsAsync(DairyTestCluster.FarmId, null, leaving.Token));
        await using var some = feed.StreamReadingsAsync(DairyTestCluster.FarmId, new HashSet<string> { "ENV-2" }, leaving.Token)
            .GetAsyncEnumerator(DairyTestCluster.TimeoutToken);
        await OnSiloAsync(dairy, 0, "ENV-1");
        await OnSiloAsync(dairy, 1, "ENV-2");
        await seen.UntilAsync(2);
        Assert.True(await some.MoveNextAsync());
        Assert.Equal("ENV-2", some.Current.DeviceId);

        await dairy.Cluster.StartAdditionalSiloAsync();
        await OnSiloAsync(dairy, 2, "ENV-3");
        await seen.UntilAsync(3);
        Assert.Equal(["ENV-1", "ENV-2", "ENV-3"], seen.Readings.Select(reading => reading.DeviceId).Order());

        await UntilAsync(() => dairy.Cluster.Silos.All(silo => FeedOf(silo).HasReadingSubscribers(DairyTestCluster.FarmId)));
        await leaving.CancelAsync();
        await UntilAsync(() => !dairy.Cluster.Silos.Any(silo => FeedOf(silo).HasReadingSubscribers(DairyTestCluster.FarmId)));
    }

    [Fact]
    public async Task Nothing_is_missing_and_nothing_comes_twice_when_a_silo_is_killed_under_load()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 3);
        var devices = Enumerable.Range(1, 24).Select(i => TestDevices.Sensor($"ENV-{i}")).ToArray();
        await dairy.Farm.RegisterDevicesAsync(devices);
        using var feed = FeedOf(dairy);
        using var seen = new FeedRecorder(feed.StreamReadingsAsync(DairyTestCluster.FarmId, null, TestContext.Current.CancellationToken));
        var victim = dairy.Cluster.Silos[1];
        for (var i = 0; i < devices.Length; i++)
        {
            await dairy.GrainsOf(i % 3).GetGrain<IDeviceGrain>(devices[i].Id).GetAsync();
        }

        using var ending = new CancellationTokenSource();
        var loads = dairy.Cluster.Silos.Select(silo => LoadAsync(dairy, silo, devices, ending.Token)).ToArray();
        await seen.UntilAsync(300);

        // Each device has readings that are stored and that no feed has heard of: those of devices on the silo that dies are known to the
        // store alone.
        var held = new TaskCompletionSource();
        dairy.FaultyHistory.HoldAnswers = held;
        await UntilAsync(() => dairy.FaultyHistory.Unanswered == devices.Length * loads.Length);
        await dairy.Cluster.KillSiloAsync(victim, DairyTestCluster.TimeoutToken);
        dairy.FaultyHistory.HoldAnswers = null;
        held.SetResult();
        await seen.UntilAsync(seen.Readings.Count + 300);
        await ending.CancelAsync();
        await Task.WhenAll(loads);
        var stored = await dairy.History.ListSinceAsync(DairyTestCluster.FarmId, null, 0, 1_000_000, DairyTestCluster.TimeoutToken);
        await seen.UntilAsync(stored.Count);
        Assert.Equal(stored.Select(Key).Order(), seen.Readings.Select(Key).Order());
    }

    [Fact]
    public async Task A_link_that_a_silo_ends_is_linked_again_and_what_was_said_meanwhile_comes()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        await dairy.Farm.RegisterDevicesAsync([TestDevices.Sensor(), TestDevices.Sensor("ENV-2")]);
        using var feed = FeedOf(dairy);
        using var seen = new FeedRecorder(feed.StreamReadingsAsync(DairyTestCluster.FarmId, null, TestContext.Current.CancellationToken));
        await UntilAsync(() => dairy.Cluster.Silos.All(silo => FeedOf(silo).HasReadingSubscribers(DairyTestCluster.FarmId)));
        foreach (var silo in dairy.Cluster.Silos)
        {
            await dairy.Cluster.DeactivateAsync(dairy.Grains.GetGrain<ISiloGrain>(silo.SiloAddress.ToParsableString()));
        }

        await OnSiloAsync(dairy, 0, "ENV-1");
        await OnSiloAsync(dairy, 1, "ENV-2");
        await seen.UntilAsync(2);
        await UntilAsync(() => dairy.Cluster.Silos.All(silo => FeedOf(silo).HasReadingSubscribers(DairyTestCluster.FarmId)));
        Assert.Equal(["ENV-1", "ENV-2"], seen.Readings.Select(reading => reading.DeviceId).Order());
    }

    [Fact]
    public async Task A_silo_that_serves_the_API_takes_its_own_readings_without_a_link_and_the_others_over_one()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        await dairy.Farm.RegisterDevicesAsync([TestDevices.Sensor(), TestDevices.Sensor("ENV-2")]);
        using var feed = new ClusterLiveFeed(
            dairy.GrainsOf(0), dairy.History, dairy.SiloTime, NullLogger<ClusterLiveFeed>.Instance, null, FeedOf(dairy.Cluster.Silos[0]),
            dairy.Cluster.Silos[0].SiloAddress);
        using var seen = new FeedRecorder(feed.StreamReadingsAsync(DairyTestCluster.FarmId, null, TestContext.Current.CancellationToken));
        await using var statuses = feed.StreamStatusesAsync(DairyTestCluster.FarmId, DairyTestCluster.TimeoutToken)
            .GetAsyncEnumerator(DairyTestCluster.TimeoutToken);
        var next = statuses.MoveNextAsync().AsTask();
        await UntilAsync(() => FeedOf(dairy.Cluster.Silos[1]).HasStatusSubscribers(DairyTestCluster.FarmId));
        await OnSiloAsync(dairy, 0, "ENV-1");
        await OnSiloAsync(dairy, 1, "ENV-2");
        await seen.UntilAsync(2);
        Assert.Equal(["ENV-1", "ENV-2"], seen.Readings.Select(reading => reading.DeviceId).Order());
        Assert.True(await next.WaitAsync(DairyTestCluster.TimeoutToken));
        Assert.Equal(DeviceStatus.Online, statuses.Current.Status);
    }

    /// <summary>Each device speaks by itself, one message after the other.</summary>
    private static Task LoadAsync(
        DairyTestCluster dairy, InProcessSiloHandle silo, DeviceRegistration[] devices, CancellationToken cancellationToken)
        => Task.WhenAll(devices.Select(device => SendUntilCancelledAsync(dairy, silo, device, cancellationToken)));

    private static async Task SendUntilCancelledAsync(
        DairyTestCluster dairy, InProcessSiloHandle silo, DeviceRegistration device, CancellationToken cancellationToken)
    {
        var grain = silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IDeviceGrain>(device.Id);
        for (var serial = 0; !cancellationToken.IsCancellationRequested; serial++)
        {
            try
            {
                await grain.IngestAsync(new DeviceBatch([Telemetry(dairy, device, $",\"message_id\":\"{silo.Name}/{serial}\"")]));
            }
            catch (Exception) when (!silo.IsActive)
            {
                return;
            }
            catch (OrleansException)
            {
                // Its device was on the silo that died.
            }
        }
    }

    private static Task OnSiloAsync(DairyTestCluster dairy, int silo, string id)
        => dairy.GrainsOf(silo).GetGrain<IDeviceGrain>(id).IngestAsync(new DeviceBatch([Telemetry(dairy, TestDevices.Sensor(id), "")]));

    private static ReceivedMessage Telemetry(DairyTestCluster dairy, DeviceRegistration device, string more) => new()
    {
        Topic = DeviceTopics.TelemetryTopic(device),
        Payload = System.Text.Encoding.UTF8.GetBytes(TestDevices.Climate(dairy.Now, 20, more: more)),
        ReceivedAt = dairy.Now,
        Principal = device.Id,
        PrincipalFarmId = DairyTestCluster.FarmId,
    };

    private static ClusterLiveFeed FeedOf(DairyTestCluster dairy)
        => new(dairy.Cluster.Client, dairy.History, dairy.SiloTime, NullLogger<ClusterLiveFeed>.Instance);

    private static LocalLiveFeed FeedOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<LocalLiveFeed>();

    private static async Task UntilAsync(Func<bool> condition)
    {
        var soon = DairyTestCluster.TimeoutToken;
        while (!condition())
        {
            // Not a sleep that the test depends on: it leaves the processor to those it waits for.
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, soon);
        }
    }

    private static (string, long, long) Key(Reading reading) => (reading.DeviceId, reading.Time, reading.MessageId);

    /// <summary>Reads a feed to its end and notes what came.</summary>
    private sealed class FeedRecorder : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly SemaphoreSlim _came = new(0);

        public FeedRecorder(IAsyncEnumerable<Reading> readings) => _ = ReadAsync(readings);

        public ConcurrentQueue<Reading> Readings { get; } = new();

        public async Task UntilAsync(int count)
        {
            var soon = DairyTestCluster.TimeoutToken;
            while (Readings.Count < count)
            {
                await _came.WaitAsync(soon);
            }
        }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
            _came.Dispose();
        }

        private async Task ReadAsync(IAsyncEnumerable<Reading> readings)
        {
            try
            {
                await foreach (var reading in readings.WithCancellation(_stop.Token))
                {
                    Readings.Enqueue(reading);
                    _came.Release();
                }
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
