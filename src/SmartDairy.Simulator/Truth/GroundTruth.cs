using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Instruments;
using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Truth;

/// <summary>Collects the ground truth, and the events that people record.</summary>
internal sealed class GroundTruth(SimulationContext context, FarmLayout layout)
{
    public IReadOnlyList<TruthEvent> Between(long from, long to)
    {
        var truth = new List<TruthEvent>();
        if (to > from)
        {
            Cows(from, to, truth);
            Collars(from, to, truth);
            Sensors(from, to, truth);
            truth.AddRange(context.HerdEnvironment.Truth(context.Options.Barns, from, to));
        }

        return [.. truth.Where(entry => entry.Start < to && entry.End > from)
            .OrderBy(entry => entry.Start).ThenBy(entry => entry.SubjectId, StringComparer.Ordinal).ThenBy(entry => entry.Kind)];
    }

    /// <summary>Events recorded within a span, by recording time.</summary>
    public IReadOnlyList<AnimalEvent> RecordedBetween(long from, long to)
    {
        var recorded = new List<AnimalEvent>();
        foreach (var cow in context.Cows)
        {
            // An event at the end of a lactation may be recorded in the next.
            for (var lactation = cow.LactationAt(cow.LactationAt(from).Start - 1); lactation.Start < to; lactation =
                cow.LactationAt(lactation.End))
            {
                recorded.AddRange(lactation.RecordedEvents.Where(entry => entry.RecordedAt >= from && entry.RecordedAt < to));
            }
        }

        return [.. recorded.OrderBy(entry => entry.RecordedAt).ThenBy(entry => entry.AnimalId, StringComparer.Ordinal)
            .ThenBy(entry => entry.Kind)];
    }

    private void Cows(long from, long to, List<TruthEvent> truth)
    {
        var episodes = new List<CowEpisode>();
        foreach (var cow in context.Cows)
        {
            cow.CollectEpisodes(from, to, episodes);
            truth.AddRange(episodes.Where(episode => episode is not PostpartumEpisode).Select(episode => episode.ToTruthEvent(cow.Id)));
        }
    }

    private void Collars(long from, long to, List<TruthEvent> truth)
    {
        foreach (var cow in context.Cows)
        {
            truth.AddRange(
                context.CollarFaults.Between(cow.Index, from, to).Where(fault => fault.Kind is not null).Select(fault => new TruthEvent
                {
                    Kind = fault.Kind!.Value,
                    SubjectId = layout.Collars[cow.Index].Id,
                    Start = fault.Start,
                    End = fault.End,
                    Strength = fault.ActivityShift,
                    WearerId = fault.Kind == TruthKind.CollarSwapped
                    ? context.Cows[context.CollarFaults.SwapPartner(cow.Index)!.Value].Id
                    : null,
                }));
        }
    }

    private void Sensors(long from, long to, List<TruthEvent> truth)
    {
        foreach (var (index, sensor) in layout.Sensors.Index())
        {
            if (!FarmLayout.IsReference(sensor))
            {
                truth.AddRange(context.SensorFaults.Between(index, from, to).Select(fault => ToTruthEvent(sensor, fault)));
            }
        }
    }

    private static TruthEvent ToTruthEvent(DeviceRegistration sensor, SensorFaultEpisode fault) => new()
    {
        Kind = fault.Kind,
        SubjectId = sensor.Id,
        Start = fault.Start,
        End = fault.End,
        Strength = fault.Strength,
        Metric = fault.Kind == TruthKind.SensorDropOut ? null : AirMetrics.Names[fault.Metric],
    };
}
