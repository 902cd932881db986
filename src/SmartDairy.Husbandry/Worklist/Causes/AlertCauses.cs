using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>Alerts that are not acknowledged, one cause for each source.</summary>
internal static class AlertCauses
{
    private const string AnimalSource = "animal";

    public static void Collect(WorklistInput facts, FarmInstant now, List<WorkCause> causes)
    {
        var open = facts.OpenAlerts.Where(each => !each.Retracted && each.State == AlertState.Open && each.OpenedAt <= now.At);
        foreach (var source in open.GroupBy(each => (Animal: each.Source.Type == AnimalSource, each.Source.Id)))
        {
            Alert[] alerts =
                [.. source.OrderBy(each => each.Priority).ThenBy(each => each.OpenedAt).ThenBy(each => each.Id, StringComparer.Ordinal)];
            foreach (var alert in alerts)
            {
                var (urgency, score) = Weigh(alert.Priority);
                causes.Add(new(
                    WorkTask.LookAtAlerts, source.Key.Animal
                        ? WorkSubjectTypes.Animal
                        : WorkSubjectTypes.Device, source.Key.Id, alert.Id, alert.OpenedAt, urgency, score,
                    [$"{alert.Priority.ToString().ToUpperInvariant()} since {now.Format(alert.OpenedAt)}: {alert.Message}"]));
            }
        }
    }

    private static (WorkUrgency Urgency, double Score) Weigh(Priority priority) => priority switch
    {
        Priority.Critical => (WorkUrgency.Now, 80),
        Priority.High => (WorkUrgency.Now, 55),
        Priority.Medium => (WorkUrgency.Today, 35),
        Priority.Low => (WorkUrgency.Soon, 15),
        _ => (WorkUrgency.Soon, 8),
    };
}
