using SmartDairy.Api.Schema.Passages;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Herd.Passages;

/// <summary>Passages out of the store, without those that were taken back.</summary>
internal static class PassageReader
{
    private const int MaxPassages = 20_000;

    public static readonly (string Member, string Value) NotRetracted = ("state", nameof(PassageState.Retracted));

    /// <summary>How long an animal was in each area within a span, by place.</summary>
    public static async Task<IReadOnlyList<AreaTimeView>> ReadTimeInAreasAsync(IHerdStore store, int farmId, string animalId, long from, long to, CancellationToken cancellationToken)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Passages.Name, Subject = animalId, From = from, To = to, BodyNotEquals = NotRetracted };
        var areas = new SortedDictionary<string, (int Stays, long Milliseconds)>(StringComparer.Ordinal);
        foreach (var row in await store.ListAsync(query, MaxPassages, cancellationToken))
        {
            var stay = HerdRecordKinds.Passages.FromRecord(row);
            if (!TagPlace.IsGate(stay.Place))
            {
                var known = areas.GetValueOrDefault(stay.Place);
                areas[stay.Place] = (known.Stays + 1, known.Milliseconds + Math.Max(0, Math.Min(stay.EndedAt, to) - Math.Max(stay.StartedAt, from)));
            }
        }
        return [.. areas.Select(area => new AreaTimeView(area.Key, area.Value.Stays, area.Value.Milliseconds / 1000.0))];
    }
}
