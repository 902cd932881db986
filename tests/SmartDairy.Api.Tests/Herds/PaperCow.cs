using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Tests.Herds;

/// <summary>An animal that is as a test says, and that takes verdicts.</summary>
internal sealed class PaperCow(IHerdStore store, AnimalSnapshot snapshot) : IAnimalGrain
{
    public (string Id, Verdict Verdict, string By, string? Comment)? Judged { get; private set; }

    public Task<AnimalSnapshot?> GetAsync() => Task.FromResult<AnimalSnapshot?>(snapshot);

    public async Task<Detection?> JudgeDetectionAsync(string detectionId, Verdict verdict, string by, string? comment)
    {
        Judged = (detectionId, verdict, by, comment);
        var row = await store.FindAsync(snapshot.Registration.FarmId, HerdKinds.Detections.Name, detectionId, CancellationToken.None);
        return row is null ? null : HerdKinds.Detections.Read(row) with { Verdict = verdict };
    }

    // Nothing below is asked by the API.
    public Task ObserveAsync(Reading newest) => throw Unasked();

    public Task JudgeAsync(IReadOnlyList<Reading> readings) => throw Unasked();

    public Task WatchAsync() => throw Unasked();

    public Task ObserveHoursAsync(string collarId, IReadOnlyList<ObservedHour> hours) => throw Unasked();

    public Task ObserveMilkingAsync(MilkingSession milking) => throw Unasked();

    public Task EventsChangedAsync() => throw Unasked();

    public Task BindingsChangedAsync(long from) => throw Unasked();

    public Task<IReadOnlyList<Detection>> DetectionsAsync(long from) => throw Unasked();

    private static NotSupportedException Unasked() => new("The API has no business here.");
}
