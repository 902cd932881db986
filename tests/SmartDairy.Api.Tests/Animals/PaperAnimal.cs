using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Api.Tests.Animals;

/// <summary>An animal that knows her registration.</summary>
internal sealed class PaperAnimal(AnimalRegistration registration) : IAnimalGrain
{
    public Task<AnimalSnapshot?> GetAsync() => Task.FromResult<AnimalSnapshot?>(new(registration, null, []));

    public Task ObserveAsync(Reading newest) => Task.CompletedTask;

    public Task JudgeAsync(IReadOnlyList<Reading> readings) => Task.CompletedTask;

    public Task WatchAsync() => Task.CompletedTask;

    public Task ObserveHoursAsync(string collarId, IReadOnlyList<ObservedHour> hours) => Task.CompletedTask;

    public Task ObserveMilkingAsync(MilkingSession milking) => Task.CompletedTask;

    public Task EventsChangedAsync() => Task.CompletedTask;

    public Task BindingsChangedAsync(long from) => Task.CompletedTask;

    public Task<IReadOnlyList<Detection>> DetectionsAsync(long from) => Task.FromResult<IReadOnlyList<Detection>>([]);

    public Task<Detection?> JudgeDetectionAsync(string detectionId, Verdict verdict, string by, string? comment) => Task.FromResult<Detection?>(null);
}
