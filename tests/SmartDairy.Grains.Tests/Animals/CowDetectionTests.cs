using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Tests.Animals;

/// <summary>What follows from collars: found live, found again after any death, and following the bindings.</summary>
public sealed class CowDetectionTests
{
    private const long Hour = 3_600_000;
    private const int Days = 23;
    private const int Onset = (20 * 24) + 9;

    [Fact]
    public async Task A_heat_is_found_as_it_comes_and_is_the_same_after_her_actor_died_with_all_it_knew()
    {
        await using var dairy = await HerdBookTests.StartAsync();
        var collar = Collar(dairy, "AC-1", "COW-1", Onset);
        await dairy.RegisterAsync(collar.Device);
        await collar.SendHoursAsync(dairy, 0, Onset + 9);
        var heat =
            Assert.Single(await WaitForDetectionsAsync(dairy, "COW-1", found => found.Any(one => one.Kind == DetectionKind.Heat)), one =>
                one.Kind == DetectionKind.Heat);
        Assert.Equal((DetectionState.Open, "animal", "COW-1"), (heat.State, heat.SubjectType, heat.SubjectId));
        Assert.InRange(heat.DetectedAt, collar.At(Onset), collar.At(Onset + 6));
        await dairy.Animal("COW-1").RecordVerdictAsync(heat.Id, DetectionVerdict.Confirmed, "me", "standing");

        // Asleep in good order: a snapshot. What comes meanwhile is learned from it.
        await RestartAnimalAsync(dairy);
        await FlushSnapshotsAsync(dairy);
        await collar.SendHoursAsync(dairy, Onset + 9, Onset + 10);

        // Dead, and its snapshot lost: everything is learned from history.
        await RestartAnimalAsync(dairy);
        await FlushSnapshotsAsync(dairy);
        await dairy.HerdStore.DeleteSnapshotAsync(1, "cow", "COW-1", DairyTestCluster.TimeoutToken);
        await collar.SendHoursAsync(dairy, Onset + 10, Days * 24);
        var ended =
            await WaitForDetectionsAsync(dairy, "COW-1", found => found.Any(one => one.Id == heat.Id && one.State == DetectionState.Ended));
        var again = Assert.Single(ended, one => one.Kind == DetectionKind.Heat);
        Assert.Equal((heat.Id, heat.StartedAt, heat.DetectedAt), (again.Id, again.StartedAt, again.DetectedAt));
        Assert.Equal((DetectionVerdict.Confirmed, "me", "standing"), (again.Verdict, again.VerdictBy, again.VerdictComment));
    }

    [Fact]
    public async Task Hours_that_come_days_late_are_worked_in_where_they_belong()
    {
        await using var dairy = await HerdBookTests.StartAsync();
        var collar = Collar(dairy, "AC-1", "COW-1", Onset);
        await dairy.RegisterAsync(collar.Device);
        await collar.SendHoursAsync(dairy, 0, Days * 24, leaveOut: hour => hour is >= Onset - 1 and < Onset + 10);
        await WaitForSnapshotAsync(dairy, "COW-1");
        Assert.DoesNotContain(await dairy.Animal("COW-1").ListDetectionsAsync(0), one => one.Kind == DetectionKind.Heat);
        await collar.SendHoursAsync(dairy, Onset - 1, Onset + 10);
        var heat =
            Assert.Single(await WaitForDetectionsAsync(dairy, "COW-1", found => found.Any(one => one.Kind == DetectionKind.Heat)), one =>
                one.Kind == DetectionKind.Heat);
        Assert.InRange(heat.StartedAt, collar.At(Onset) - (3 * Hour), collar.At(Onset) + (3 * Hour));
    }

    [Fact]
    public async Task Swapped_collars_that_are_put_right_take_their_findings_along()
    {
        await using var dairy = await HerdBookTests.StartAsync();
        var (one, two) = (Collar(dairy, "AC-1", "COW-1", Onset, seed: 3), Collar(dairy, "AC-2", "COW-2", null, seed: 4));
        await dairy.RegisterAsync(one.Device);
        await dairy.RegisterAsync(two.Device);
        await one.SendHoursAsync(dairy, 0, Days * 24);
        await two.SendHoursAsync(dairy, 0, Days * 24);
        var heat =
            Assert.Single(await WaitForDetectionsAsync(dairy, "COW-1", found => found.Any(found => found.Kind == DetectionKind.Heat)),
                found => found.Kind == DetectionKind.Heat);

        var change = new BindingChangeRequest
        {
            ChangeKind = BindingChangeKind.Swap,
            AnimalId = "COW-1",
            OtherAnimalId = "COW-2",
            From = one.At(8 * 24) + 60_000,
            ChangedBy = "me"
        };
        var preview = await dairy.HerdBook.PreviewBindingChangeAsync(change);
        Assert.Equal(["COW-1", "COW-2"], preview.Animals.Select(animal => animal.AnimalId));
        Assert.Contains(preview.Animals[0].RemovedDetections, gone => gone.Id == heat.Id);
        Assert.Contains(preview.Animals[1].AddedDetections, come => come.Kind == DetectionKind.Heat);
        Assert.Equal(preview.Animals[0].HoursLost, preview.Animals[0].HoursGained);
        Assert.InRange(preview.Animals[0].HoursLost, (14 * 24) + 20, 15 * 24);
        Assert.Empty(
            await dairy.HerdStore.ListAsync(new HerdQuery
            { FarmId = 1, Kind = HerdRecordKinds.Bindings.Name }, 10, DairyTestCluster.TimeoutToken));
        Assert.Contains(await dairy.Animal("COW-1").ListDetectionsAsync(0), found => found.Id == heat.Id);

        var done = await dairy.HerdBook.ChangeBindingsAsync(change);
        Assert.Equal(4, done.Bindings.Count);
        Assert.DoesNotContain(await dairy.Animal("COW-1").ListDetectionsAsync(0), found => found.Kind == DetectionKind.Heat);
        Assert.Equal(DetectionState.Retracted,
            HerdRecordKinds.Detections.FromRecord(
                (await dairy.HerdStore.FindAsync(1, "detection", heat.Id, DairyTestCluster.TimeoutToken))!).State);
        var hers = Assert.Single(await dairy.Animal("COW-2").ListDetectionsAsync(0), found => found.Kind == DetectionKind.Heat);
        Assert.Equal(heat.StartedAt, hers.StartedAt);

        // And back: it was no mistake after all.
        foreach (var binding in done.Bindings.Where(binding => binding.From > 0))
        {
            await dairy.HerdBook.ChangeBindingsAsync(new BindingChangeRequest
            { ChangeKind = BindingChangeKind.Retract, BindingId = binding.Id, ChangedBy = "me" });
        }

        foreach (var binding in done.Bindings.Where(binding => binding.From == 0))
        {
            await dairy.HerdBook.ChangeBindingsAsync(new BindingChangeRequest
            { ChangeKind = BindingChangeKind.Repair, BindingId = binding.Id, IsOpenEnded = true, ChangedBy = "me" });
        }

        Assert.Contains(await dairy.Animal("COW-1").ListDetectionsAsync(0), found => found.Id == heat.Id);
        Assert.DoesNotContain(await dairy.Animal("COW-2").ListDetectionsAsync(0), found => found.Kind == DetectionKind.Heat);
    }

    [Fact]
    public async Task A_collar_that_went_to_another_cow_tells_of_her_from_then_on()
    {
        await using var dairy = await HerdBookTests.StartAsync();
        var collar = Collar(dairy, "AC-1", "COW-1", Onset);
        await dairy.RegisterAsync(collar.Device);
        await collar.SendHoursAsync(dairy, 0, 24);
        await WaitForSnapshotAsync(dairy, "COW-1");
        await dairy.HerdBook.ChangeBindingsAsync(
            new BindingChangeRequest
            {
                ChangeKind = BindingChangeKind.Bind,
                AnimalId = "COW-2",
                Kind = BindingKind.Collar,
                Target = "AC-1",
                From = collar.At(24) + 60_000,
                ChangedBy = "me"
            });
        await collar.SendHoursAsync(dairy, 24, Days * 24);
        Assert.Contains(await WaitForDetectionsAsync(dairy, "COW-2", found => found.Any(one => one.Kind == DetectionKind.Heat)), one =>
            one.Kind == DetectionKind.Heat);
        Assert.DoesNotContain(await dairy.Animal("COW-1").ListDetectionsAsync(0), one => one.Kind == DetectionKind.Heat);
        Assert.Contains((await dairy.Animal("COW-2").GetAsync())!.Latest, value => value.Metric == "activity_score");
        Assert.DoesNotContain((await dairy.Animal("COW-1").GetAsync())!.Latest, value => value.Metric == "activity_score");
    }

    private static SimulatedCollar Collar(DairyTestCluster dairy, string id, string animal, int? onset, int seed = 11)
        => new(id, animal, (dairy.Now / Hour) - (Days * 24) - 1, seed, onset);

    /// <summary>What is found of her once it is as wanted: nobody waits for it when it is sent.</summary>
    private static async Task<IReadOnlyList<Detection>> WaitForDetectionsAsync(
        DairyTestCluster dairy, string animal, Func<IReadOnlyList<Detection>, bool> wanted)
    {
        var soon = DairyTestCluster.TimeoutToken;
        while (true)
        {
            var found = await dairy.Animal(animal).ListDetectionsAsync(0);
            if (wanted(found))
            {
                return found;
            }

            soon.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>
    /// Puts her to sleep. What her collar still tells may wake her at once, so nobody waits until she is nowhere: whoever answers next has
    /// woken anew.
    /// </summary>
    private static async Task RestartAnimalAsync(DairyTestCluster dairy)
    {
        await dairy.Animal("COW-1").AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await dairy.Animal("COW-1").GetAsync();
    }

    /// <summary>Completes once her hours reached her: her actor then sleeps with a snapshot of all of them.</summary>
    private static async Task WaitForSnapshotAsync(DairyTestCluster dairy, string animal)
    {
        var soon = DairyTestCluster.TimeoutToken;
        while (await dairy.HerdStore.FindSnapshotAsync(1, "cow", animal, soon) is null)
        {
            await Task.Yield();
        }
    }

    /// <summary>Completes once a snapshot of hers is kept that was handed in before.</summary>
    private static Task FlushSnapshotsAsync(DairyTestCluster dairy)
        => dairy.Services.GetRequiredService<SmartDairy.Grains.Animals.HerdRecordWriter>().FlushAsync();
}
