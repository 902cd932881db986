using System.Globalization;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;

namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>Detections that are not rejected, while they last or their time to act does.</summary>
internal static class DetectionCauses
{
    private const int MaxReasons = 3;
    private const double HighCertainty = 0.8;
    private const double TreatedPart = 0.5;
    private const int MaxDaysCounted = 3;
    private const int PointsADay = 3;

    public static void Collect(
        WorklistInput facts, IReadOnlyDictionary<string, AnimalLifecycle> courses, FarmInstant now, List<WorkCause> causes)
    {
        var answers = ResolvingEvents(facts.Events, now);
        foreach (var detection in facts.Detections)
        {
            if (detection.State == DetectionState.Retracted || detection.DetectedAt > now.At || ResolvedAt(detection, answers) <= now.At)
            {
                continue;
            }

            var course = detection.SubjectType == WorkSubjectTypes.Animal ? courses.GetValueOrDefault(detection.SubjectId) : null;
            if (course?.HasDeparted != true)
            {
                causes.Add(Cause(detection, course, now));
            }
        }
    }

    private static WorkCause Cause(Detection detection, AnimalLifecycle? course, FarmInstant now)
    {
        var (task, urgency, least, more) = Weigh(detection, now);
        var score =
            least + (more * Math.Clamp(detection.Certainty, 0, 1))
            + (PointsADay * Math.Clamp(now.DaysSince(detection.DetectedAt), 0, MaxDaysCounted));
        List<string> why = [LeadSentence(detection, now)];
        why.AddRange(detection.Reasons.OrderByDescending(reason => Math.Abs(reason.Weight)).Where(reason => reason.Text.Length > 0)
            .Take(MaxReasons).Select(reason => reason.Text));
        if (IsIllness(detection.Kind) && course?.LastTreatment is { } treatment && treatment.Time >= detection.StartedAt)
        {
            why.Add($"Treated{(treatment.Product is null ? "" : " with " + treatment.Product)} at {now.Format(treatment.Time)}: see whether it works.");
            (score, urgency) = (score * TreatedPart, WorkUrgency.Today);
        }

        return new(task, detection.SubjectType, detection.SubjectId, detection.Id, detection.StartedAt, urgency, score, why);
    }

    private static (WorkTask Task, WorkUrgency Urgency, double Least, double More) Weigh(Detection detection, FarmInstant now)
        => detection.Kind switch
        {
            DetectionKind.Heat => (
                WorkTask.Inseminate, detection.ActFrom <= now.At && now.At < detection.ActUntil ? WorkUrgency.Now : WorkUrgency.Today, 50, 35),
            DetectionKind.Mastitis => (WorkTask.CheckUdder, WorkUrgency.Now, 55, 35),
            DetectionKind.Illness => (WorkTask.CheckHealth, detection.Certainty >= HighCertainty ? WorkUrgency.Now : WorkUrgency.Today, 50, 40),
            DetectionKind.HeatStress => (WorkTask.CoolDown, WorkUrgency.Today, 40, 30),
            DetectionKind.Calving => (WorkTask.WatchCalving, WorkUrgency.Now, 60, 30),
            DetectionKind.NoMovement => (WorkTask.FindHer, WorkUrgency.Today, 45, 30),
            DetectionKind.Lameness => (WorkTask.CheckFeet, WorkUrgency.Today, 35, 30),
            DetectionKind.CalibrationExpired => (WorkTask.Calibrate, WorkUrgency.Soon, 20, 0),
            DetectionKind.SensorDropOut => (WorkTask.CheckSensor, WorkUrgency.Today, 25, 20),
            _ => (WorkTask.CheckSensor, WorkUrgency.Soon, 20, 20),
        };

    private static string LeadSentence(Detection detection, FarmInstant now)
    {
        var sure = (detection.Certainty * 100).ToString("0", CultureInfo.InvariantCulture);
        var what = detection.Kind switch
        {
            DetectionKind.Heat => "Heat",
            DetectionKind.Mastitis when detection.Quarter is { } quarter => $"Mastitis of quarter {quarter}",
            DetectionKind.Mastitis => "Mastitis",
            DetectionKind.Illness => "Illness",
            DetectionKind.HeatStress => "Heat stress",
            DetectionKind.Calving => "About to calve",
            DetectionKind.NoMovement => "No movement",
            DetectionKind.Lameness => "Lameness",
            DetectionKind.SensorDrift => $"Drift of {detection.Metric ?? "the sensor"}",
            DetectionKind.SensorShift => $"A jump of {detection.Metric ?? "the sensor"}",
            DetectionKind.SensorStuck => $"{detection.Metric ?? "The sensor"} is stuck",
            DetectionKind.SensorSpikes => $"Spikes of {detection.Metric ?? "the sensor"}",
            DetectionKind.SensorDropOut => "Messages are missing",
            DetectionKind.CalibrationExpired => $"The calibration of {detection.Metric ?? "the sensor"} expired",
            _ => detection.Kind.ToString(),
        };
        var since = $"{what}, since {now.Format(detection.StartedAt)}, {sure} % sure";
        return detection.Verdict == DetectionVerdict.Confirmed
            ? $"{since}, confirmed by {detection.VerdictBy}."
            : detection is { Kind: DetectionKind.Heat, ActFrom: { } from, ActUntil: { } until }
            ? $"{since}; inseminate from {now.Format(from)} to {now.Format(until)}."
            : $"{since}.";
    }

    // A heat counts while its window for insemination is open, whether or not the cow is still restless.
    private static long ResolvedAt(
        Detection detection, IReadOnlyDictionary<string, List<(AnimalEventKind Kind, long Time, long Known)>> answers)
    {
        var over = detection switch
        {
            { Kind: DetectionKind.Heat, ActUntil: { } until } => until,
            { State: DetectionState.Open } => long.MaxValue,
            _ => detection.EndedAt ?? detection.DetectedAt,
        };
        if (detection is { Verdict: DetectionVerdict.Rejected, VerdictAt: { } judged })
        {
            over = Math.Min(over, judged);
        }

        var answer = detection.Kind switch
        {
            DetectionKind.Heat => AnimalEventKind.Insemination,
            DetectionKind.Calving => AnimalEventKind.Calving,
            _ => (AnimalEventKind?)null,
        };
        if (answer is null || detection.SubjectType != WorkSubjectTypes.Animal
            || !answers.TryGetValue(detection.SubjectId, out var happened))
        {
            return over;
        }

        foreach (var (kind, time, known) in happened)
        {
            if (kind == answer && time >= detection.StartedAt)
            {
                over = Math.Min(over, Math.Max(time, known));
            }
        }

        return over;
    }

    private static Dictionary<string, List<(AnimalEventKind Kind, long Time, long Known)>> ResolvingEvents(
        IReadOnlyList<AnimalEvent> events, FarmInstant now)
    {
        var answers = new Dictionary<string, List<(AnimalEventKind, long, long)>>(StringComparer.Ordinal);
        foreach (var each in events)
        {
            if (each.Retracted || each.RecordedAt > now.At || each.Kind is not (AnimalEventKind.Insemination or AnimalEventKind.Calving))
            {
                continue;
            }

            if (!answers.TryGetValue(each.AnimalId, out var happened))
            {
                answers[each.AnimalId] = happened = [];
            }

            happened.Add((each.Kind, each.Time, each.RecordedAt));
        }

        return answers;
    }

    private static bool IsIllness(DetectionKind kind) => kind is DetectionKind.Mastitis or DetectionKind.Illness or DetectionKind.Lameness;
}
