using System.Globalization;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;

namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>What detectors found and nobody rejected, while it lasts or can still be acted upon.</summary>
internal static class DetectionCauses
{
    private const int MostReasons = 3;
    private const double Sure = 0.8;
    private const double TreatedPart = 0.5;
    private const int MostDaysCounted = 3;
    private const int PointsADay = 3;

    public static void Collect(WorkFacts facts, IReadOnlyDictionary<string, LifeCourse> courses, WorkMoment now, List<WorkCause> causes)
    {
        var answers = Answers(facts.Events, now);
        foreach (var detection in facts.Detections)
        {
            if (detection.State == DetectionState.Retracted || detection.DetectedAt > now.At || OverBy(detection, answers) <= now.At)
            {
                continue;
            }

            var course = detection.SubjectType == WorkSubjects.Animal ? courses.GetValueOrDefault(detection.SubjectId) : null;
            if (course?.Departed != true)
            {
                causes.Add(Cause(detection, course, now));
            }
        }
    }

    private static WorkCause Cause(Detection detection, LifeCourse? course, WorkMoment now)
    {
        var (task, urgency, least, more) = Weigh(detection, now);
        var score = least + (more * Math.Clamp(detection.Certainty, 0, 1)) + (PointsADay * Math.Clamp(now.DaysSince(detection.DetectedAt), 0, MostDaysCounted));
        List<string> why = [Lead(detection, now)];
        why.AddRange(detection.Reasons.OrderByDescending(reason => Math.Abs(reason.Weight)).Where(reason => reason.Text.Length > 0).Take(MostReasons).Select(reason => reason.Text));
        if (IsIllness(detection.Kind) && course?.Treated is { } treatment && treatment.Time >= detection.StartedAt)
        {
            why.Add($"Treated{(treatment.Product is null ? "" : " with " + treatment.Product)} at {now.Tell(treatment.Time)}: see whether it works.");
            (score, urgency) = (score * TreatedPart, WorkUrgency.Today);
        }

        return new(task, detection.SubjectType, detection.SubjectId, detection.Id, detection.StartedAt, urgency, score, why);
    }

    private static (WorkTask Task, WorkUrgency Urgency, double Least, double More) Weigh(Detection detection, WorkMoment now) => detection.Kind switch
    {
        DetectionKind.Heat => (
            WorkTask.Inseminate, detection.ActFrom <= now.At && now.At < detection.ActUntil ? WorkUrgency.Now : WorkUrgency.Today, 50, 35),
        DetectionKind.Mastitis => (WorkTask.CheckUdder, WorkUrgency.Now, 55, 35),
        DetectionKind.Illness => (WorkTask.CheckHealth, detection.Certainty >= Sure ? WorkUrgency.Now : WorkUrgency.Today, 50, 40),
        DetectionKind.HeatStress => (WorkTask.CoolDown, WorkUrgency.Today, 40, 30),
        DetectionKind.Calving => (WorkTask.WatchCalving, WorkUrgency.Now, 60, 30),
        DetectionKind.NoMovement => (WorkTask.FindHer, WorkUrgency.Today, 45, 30),
        DetectionKind.Lameness => (WorkTask.CheckFeet, WorkUrgency.Today, 35, 30),
        DetectionKind.CalibrationExpired => (WorkTask.Calibrate, WorkUrgency.Soon, 20, 0),
        DetectionKind.SensorDropOut => (WorkTask.CheckSensor, WorkUrgency.Today, 25, 20),
        _ => (WorkTask.CheckSensor, WorkUrgency.Soon, 20, 20),
    };

    private static string Lead(Detection detection, WorkMoment now)
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
        var since = $"{what}, since {now.Tell(detection.StartedAt)}, {sure} % sure";
        return detection.Verdict == Verdict.Confirmed ? $"{since}, confirmed by {detection.VerdictBy}." : detection is { Kind: DetectionKind.Heat, ActFrom: { } from, ActUntil: { } until }
            ? $"{since}; inseminate from {now.Tell(from)} to {now.Tell(until)}."
            : $"{since}.";
    }

    // A heat that is over can still be used as long as its window is open, and one whose window closed cannot, whether or not she is still restless.
    private static long OverBy(Detection detection, IReadOnlyDictionary<string, List<(AnimalEventKind Kind, long Time, long Known)>> answers)
    {
        var over = detection switch
        {
            { Kind: DetectionKind.Heat, ActUntil: { } until } => until,
            { State: DetectionState.Open } => long.MaxValue,
            _ => detection.EndedAt ?? detection.DetectedAt,
        };
        if (detection is { Verdict: Verdict.Rejected, VerdictAt: { } judged })
        {
            over = Math.Min(over, judged);
        }

        var answer = detection.Kind switch
        {
            DetectionKind.Heat => AnimalEventKind.Insemination,
            DetectionKind.Calving => AnimalEventKind.Calving,
            _ => (AnimalEventKind?)null,
        };
        if (answer is null || detection.SubjectType != WorkSubjects.Animal || !answers.TryGetValue(detection.SubjectId, out var happened))
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

    private static Dictionary<string, List<(AnimalEventKind Kind, long Time, long Known)>> Answers(IReadOnlyList<AnimalEvent> events, WorkMoment now)
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
