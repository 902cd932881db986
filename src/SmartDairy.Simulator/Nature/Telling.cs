using System.Globalization;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Simulator.Nature;

/// <summary>What people write down about a cow: some hours after it happened, on the same day or the next.</summary>
internal sealed class Telling(int farmId, string animalId)
{
    private const long HourMs = 3_600_000;
    private readonly List<AnimalEvent> _told = [];

    public IReadOnlyList<AnimalEvent> InOrder() => [.. _told.OrderBy(told => told.RecordedAt).ThenBy(told => told.Id, StringComparer.Ordinal)];

    /// <param name="hours">From the event until it is told.</param>
    /// <param name="more">Adds what only this kind of event has.</param>
    public void Tell(AnimalEventKind kind, long time, double hours, Func<AnimalEvent, AnimalEvent>? more = null)
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
            RecordedAt = whole + (long)(hours * HourMs),
            RecordedBy = "herdsman",
        };
        _told.Add(more is null ? told : more(told));
    }
}
