using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Contracts.Worklist;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Detections;

namespace SmartDairy.Grains.Tests.Animals;

/// <summary>Rows that people write: none of several writers at the same time loses its write.</summary>
public sealed class ConcurrentWriterTests
{
    private const int Writers = 20;

    [Fact]
    public async Task Of_different_collections_with_one_id_the_first_is_stored_and_the_others_are_refused()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var outcomes =
            await Task.WhenAll(Enumerable.Range(1, Writers)
            .Select(litres => TryAsync(() => dairy.HerdBook.RecordTankCollectionAsync(Collection(litres)))));
        var stored = Assert.Single(await ListAsync(dairy, HerdRecordKinds.TankCollections));
        Assert.Equal(stored, Assert.Single(outcomes.OfType<TankCollection>()));
        Assert.Equal(Writers - 1, outcomes.OfType<RefusedException>().Count(refused => refused.Kind == RefusalKind.Conflict));
    }

    [Fact]
    public async Task A_retraction_is_not_lost_to_a_recording_of_the_same_collection()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.HerdBook.RecordTankCollectionAsync(Collection(100));
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => i % 2 == 0
            ? TryAsync(() => dairy.HerdBook.RecordTankCollectionAsync(Collection(100)))
            : TryAsync(async () => (await dairy.HerdBook.RetractTankCollectionAsync("C-1"))!)));
        Assert.Equal(Collection(100) with { Retracted = true }, Assert.Single(await ListAsync(dairy, HerdRecordKinds.TankCollections)));
        Assert.Null(await dairy.HerdBook.RetractTankCollectionAsync("C-9"));
    }

    [Fact]
    public async Task A_work_item_that_two_people_handle_is_handled_once()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var completions = Enumerable.Range(0, Writers).Select(i => new WorkItemCompletion
        {
            FarmId = DairyTestCluster.FarmId,
            ItemId = "check-udder/animal/COW-1",
            FarmDay = 7,
            Causes = ["D-1"],
            At = dairy.Now,
            By = $"person {i}",
        }).ToArray();
        await Task.WhenAll(completions.Select(dairy.HerdBook.CompleteWorkItemAsync));
        Assert.Contains(
            Assert.Single(await ListAsync(dairy, HerdRecordKinds.WorklistCompletions)).By, completions.Select(completion => completion.By));
    }

    [Fact]
    public async Task Push_targets_that_are_added_together_are_all_kept_beside_a_change_of_the_contact()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var rules = dairy.Grains.GetGrain<IRuleSetGrain>(DairyTestCluster.FarmId);
        var contact = new Contact { Id = "anna", FarmId = DairyTestCluster.FarmId, Name = "Anna" };
        await rules.SaveContactDetailsAsync(contact);
        await Task.WhenAll(
            [
                .. Enumerable.Range(0, Contact.MaxPushTargets).Select(i => (Task)rules.AddPushTargetAsync("anna", Phone(i))),
                rules.SaveContactDetailsAsync(contact with { Name = "Anna B." }),
            ]);
        var saved = Assert.Single(await rules.ListContactsAsync());
        Assert.Equal("Anna B.", saved.Name);
        Assert.Equal(Enumerable.Range(0, Contact.MaxPushTargets).Select(Phone).ToHashSet(), [.. saved.Push]);
        Assert.Equal(
            RefusalKind.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => rules.AddPushTargetAsync("anna", Phone(99)))).Kind);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => rules.RemovePushTargetAsync("anna", Phone(i))));
        Assert.Equal(Enumerable.Range(10, 10).Select(Phone).ToHashSet(), [.. Assert.Single(await rules.ListContactsAsync()).Push]);
        Assert.Null(await rules.RemovePushTargetAsync("anna", Phone(0)));
        Assert.Null(await rules.AddPushTargetAsync("bea", Phone(0)));
    }

    [Theory]
    [InlineData("device", "ENV-1")]
    [InlineData("zone", "barn/1/zone/2")]
    public async Task A_verdict_is_not_lost_to_the_detection_being_found_again(string subjectType, string subjectId)
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await FindAgainAsync(dairy, subjectType, subjectId, 0);
        await Task.WhenAll(
            [.. Enumerable.Range(1, 5).Select(i => FindAgainAsync(dairy, subjectType, subjectId, i)),
                JudgeAsync(dairy, subjectType, "D-1")]);
        var stored = Assert.Single(await ListAsync(dairy, HerdRecordKinds.Detections));
        Assert.Equal((DetectionVerdict.Confirmed, "me", "dirty"), (stored.Verdict, stored.VerdictBy, stored.VerdictComment));
        Assert.Null(await JudgeAsync(dairy, subjectType, "D-9"));
    }

    [Fact]
    public async Task A_detection_about_another_subject_is_not_judged()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await FindAgainAsync(dairy, "device", "ENV-2", 0);
        Assert.Null(await JudgeAsync(dairy, "device", "D-1"));
        Assert.Null(await JudgeAsync(dairy, "zone", "D-1"));
    }

    [Fact]
    public async Task A_verification_that_is_sent_again_is_stored_once()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var verification = new Verification
        {
            Id = "VER-1",
            FarmId = DairyTestCluster.FarmId,
            DeviceId = "ENV-1",
            Kind = VerificationKind.Temperature,
            Time = dairy.Now,
            VerifiedBy = "me",
            RecordedAt = dairy.Now,
            Tolerance = 0.2,
            Reason = "",
        };
        var recorded =
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => dairy.Device("ENV-1").RecordVerificationAsync(verification)));
        Assert.All(recorded, stored => Assert.Equal("VER-1", stored.Id));
        Assert.Single(await ListAsync(dairy, HerdRecordKinds.Verifications));
    }

    private static TankCollection Collection(double litres) => new()
    {
        Id = "C-1",
        FarmId = DairyTestCluster.FarmId,
        TankId = "T",
        Time = 1_000,
        Litres = litres,
        RecordedAt = 2_000,
        RecordedBy = "me",
    };

    private static PushTarget Phone(int number) => new(null, null, null, $"phone {number}");

    /// <summary>Writes the detection as its detector does: with the verdict that the stored row carries.</summary>
    private static Task FindAgainAsync(DairyTestCluster dairy, string subjectType, string subjectId, int score)
    {
        var found = new Detection
        {
            Id = "D-1",
            FarmId = DairyTestCluster.FarmId,
            Kind = DetectionKind.SensorDrift,
            SubjectType = subjectType,
            SubjectId = subjectId,
            StartedAt = 1_000,
            DetectedAt = 2_000,
            State = DetectionState.Open,
            Certainty = 0.9,
            Score = score,
            Detector = "drift/1",
            Reasons = [],
        };
        return dairy.HerdStore.UpdateAsync(
            HerdRecordKinds.Detections, found.FarmId, found.Id, found.WithVerdictOf, 3_000, DairyTestCluster.TimeoutToken);
    }

    private static Task<Detection?> JudgeAsync(DairyTestCluster dairy, string subjectType, string detectionId) => subjectType == "device"
        ? dairy.Device("ENV-1").RecordVerdictAsync(DairyTestCluster.FarmId, detectionId, DetectionVerdict.Confirmed, "me", "dirty")
        : dairy.Grains.GetGrain<IBarnClimateGrain>("1/1").RecordVerdictAsync(detectionId, DetectionVerdict.Confirmed, "me", "dirty");

    private static async Task<T[]> ListAsync<T>(DairyTestCluster dairy, HerdRecordKind<T> kind)
        where T : class
        => [.. (await dairy.HerdStore.ListAsync(new()
        { FarmId = DairyTestCluster.FarmId, Kind = kind.Name }, 100, DairyTestCluster.TimeoutToken)).Select(kind.FromRecord)];

    private static async Task<object> TryAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (RefusedException refused)
        {
            return refused;
        }
    }
}
