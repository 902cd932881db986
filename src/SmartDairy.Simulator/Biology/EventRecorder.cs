using System.Globalization;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Simulator.Biology;

/// <summary>Collects the events that people record about a cow, some hours after they happened.</summary>
internal sealed class EventRecorder(int farmId, string animalId)
{
    private const long HourMs = 3_600_000;
    private readonly List<AnimalEvent> _recorded = [];

    public IReadOnlyList<AnimalEvent> InRecordingOrder()
        => [.. _recorded.OrderBy(recorded => recorded.RecordedAt).ThenBy(recorded => recorded.Id, StringComparer.Ordinal)];

    /// <param name="delayHours">Hours from the event to its recording.</param>
    /// <param name="configure">Sets the fields of this kind of event; null for none.</param>
    public void Record(AnimalEventKind kind, long time, double delayHours, Func<AnimalEvent, AnimalEvent>? configure = null)
    {
        var stamp = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.ToString("yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture);
        var whole = time / 1000 * 1000;
        var recorded = new AnimalEvent
        {
            Id = $"told-{kind.ToString().ToLowerInvariant()}-{animalId}-{stamp}",
            FarmId = farmId,
            AnimalId = animalId,
            Kind = kind,
            Time = whole,
            RecordedAt = whole + (long)(delayHours * HourMs),
            RecordedBy = "herdsman",
        };
        _recorded.Add(configure is null ? recorded : configure(recorded));
    }
}
