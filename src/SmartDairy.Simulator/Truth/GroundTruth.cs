using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Instruments;
using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Truth;

/// <summary>Gathers what was so, and what people told of it.</summary>
internal sealed class GroundTruth(SimulationContext world, FarmLayout plan)
{
    public IReadOnlyList<TruthEvent> Between(long from, long to)
    {
        var truth = new List<TruthEvent>();
        if (to > from)
        {
            Cows(from, to, truth);
            Collars(from, to, truth);
            Sensors(from, to, truth);
            truth.AddRange(world.HerdEnvironment.Truth(world.Options.Barns, from, to));
        }

        return [.. truth.Where(one => one.Start < to && one.End > from)
            .OrderBy(one => one.Start).ThenBy(one => one.SubjectId, StringComparer.Ordinal).ThenBy(one => one.Kind)];
    }

    /// <summary>By the time of telling, which lies in the span.</summary>
    public IReadOnlyList<AnimalEvent> RecordedBetween(long from, long to)
    {
        var told = new List<AnimalEvent>();
        foreach (var cow in world.Cows)
        {
            // What happened at the end of a lactation may be told in the next.
            for (var stage = cow.LactationAt(cow.LactationAt(from).Start - 1); stage.Start < to; stage = cow.LactationAt(stage.End))
            {
                told.AddRange(stage.RecordedEvents.Where(one => one.RecordedAt >= from && one.RecordedAt < to));
            }
        }

        return [.. told.OrderBy(one => one.RecordedAt).ThenBy(one => one.AnimalId, StringComparer.Ordinal).ThenBy(one => one.Kind)];
    }

    private void Cows(long from, long to, List<TruthEvent> truth)
    {
        var episodes = new List<CowEpisode>();
        foreach (var cow in world.Cows)
        {
            cow.CollectEpisodes(from, to, episodes);
            truth.AddRange(episodes.Where(episode => episode is not PostpartumEpisode).Select(episode => episode.ToTruthEvent(cow.Id)));
        }
    }

    private void Collars(long from, long to, List<TruthEvent> truth)
    {
        foreach (var cow in world.Cows)
        {
            truth.AddRange(world.CollarFaults.Between(cow.Index, from, to).Where(mishap => mishap.Kind is not null).Select(mishap => new TruthEvent
            {
                Kind = mishap.Kind!.Value,
                SubjectId = plan.Collars[cow.Index].Id,
                Start = mishap.Start,
                End = mishap.End,
                Strength = mishap.ActivityShift,
                WearerId = mishap.Kind == TruthKind.CollarSwapped ? world.Cows[world.CollarFaults.SwapPartner(cow.Index)!.Value].Id : null,
            }));
        }
    }

    private void Sensors(long from, long to, List<TruthEvent> truth)
    {
        foreach (var (index, sensor) in plan.Sensors.Index())
        {
            if (!FarmLayout.IsReference(sensor))
            {
                truth.AddRange(world.SensorFaults.Between(index, from, to).Select(mishap => ToTruthEvent(sensor, mishap)));
            }
        }
    }

    private static TruthEvent ToTruthEvent(DeviceRegistration sensor, SensorFaultEpisode mishap) => new()
    {
        Kind = mishap.Kind,
        SubjectId = sensor.Id,
        Start = mishap.Start,
        End = mishap.End,
        Strength = mishap.Strength,
        Metric = mishap.Kind == TruthKind.SensorDropOut ? null : AirMetrics.Names[mishap.Metric],
    };
}
