using System.Globalization;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Simulator.Biology;

/// <summary>What people write down about a cow: some hours after it happened, on the same day or the next.</summary>
internal sealed class EventRecorder(int farmId, string animalId)
{
    private const long HourMs = 3_600_000;
    private readonly List<AnimalEvent> _told = [];

    public IReadOnlyList<AnimalEvent> InRecordingOrder() => [.. _told.OrderBy(told => told.RecordedAt).ThenBy(told => told.Id, StringComparer.Ordinal)];

    /// <param name="delayHours">From the event until it is told.</param>
    /// <param name="configure">Adds what only this kind of event has.</param>
    public void Record(AnimalEventKind kind, long time, double delayHours, Func<AnimalEvent, AnimalEvent>? configure = null)
    {
        var stamp = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.ToString("yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture);
        var whole = time / 1000 * 1000;
        var told = new AnimalEvent
        {
            Id = $"told-{kind.ToString().ToLowerInvariant()}-{animalId}-{stamp}",
            FarmId = farmId,
            AnimalId = animalId,
            Kind = kind,
            Time = whole,
            RecordedAt = whole + (long)(delayHours * HourMs),
            RecordedBy = "herdsman",
        };
        _told.Add(configure is null ? told : configure(told));
    }
}
