using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Tests.Herds;

/// <summary>An animal that is as a test says, and that takes verdicts.</summary>
internal sealed class FakeJudgingAnimalGrain(IHerdStore store, AnimalSnapshot snapshot) : IAnimalGrain
{
    public (string Id, DetectionVerdict Verdict, string By, string? Comment)? LastVerdict { get; private set; }

    public Task<AnimalSnapshot?> GetAsync() => Task.FromResult<AnimalSnapshot?>(snapshot);

    public async Task<Detection?> RecordVerdictAsync(string detectionId, DetectionVerdict verdict, string by, string? comment)
    {
        LastVerdict = (detectionId, verdict, by, comment);
        var row = await store.FindAsync(snapshot.Registration.FarmId, HerdRecordKinds.Detections.Name, detectionId, CancellationToken.None);
        return row is null ? null : HerdRecordKinds.Detections.FromRecord(row) with { Verdict = verdict };
    }

    // Nothing below is asked by the API.
    public Task NotifyLatestReadingAsync(Reading newest) => throw NotUsedByApi();

    public Task EvaluateRulesAsync(IReadOnlyList<Reading> readings) => throw NotUsedByApi();

    public Task ActivateForRulesAsync() => throw NotUsedByApi();

    public Task NotifyCollarHoursAsync(string collarId, IReadOnlyList<ReportedCollarHour> hours) => throw NotUsedByApi();

    public Task NotifyMilkingAsync(MilkingSession milking) => throw NotUsedByApi();

    public Task NotifyEventsChangedAsync() => throw NotUsedByApi();

    public Task NotifyBindingsChangedAsync(long from) => throw NotUsedByApi();

    public Task<IReadOnlyList<Detection>> ListDetectionsAsync(long from) => throw NotUsedByApi();

    private static NotSupportedException NotUsedByApi() => new("The API has no business here.");
}
