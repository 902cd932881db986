using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Api.Tests.Animals;

/// <summary>An animal that knows her registration.</summary>
internal sealed class FakeAnimalGrain(AnimalRegistration registration) : IAnimalGrain
{
    public Task<AnimalSnapshot?> GetAsync() => Task.FromResult<AnimalSnapshot?>(new(registration, null, []));

    public Task NotifyLatestReadingAsync(Reading newest) => Task.CompletedTask;

    public Task EvaluateRulesAsync(IReadOnlyList<Reading> readings) => Task.CompletedTask;

    public Task ActivateForRulesAsync() => Task.CompletedTask;

    public Task NotifyCollarHoursAsync(string collarId, IReadOnlyList<ReportedCollarHour> hours) => Task.CompletedTask;

    public Task NotifyMilkingAsync(MilkingSession milking) => Task.CompletedTask;

    public Task NotifyEventsChangedAsync() => Task.CompletedTask;

    public Task NotifyBindingsChangedAsync(long from) => Task.CompletedTask;

    public Task<IReadOnlyList<Detection>> ListDetectionsAsync(long from) => Task.FromResult<IReadOnlyList<Detection>>([]);

    public Task<Detection?> RecordVerdictAsync(string detectionId, DetectionVerdict verdict, string by, string? comment)
        => Task.FromResult<Detection?>(null);
}
