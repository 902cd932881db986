using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Contracts.Worklist;
using SmartDairy.Husbandry.Worklist;

namespace SmartDairy.Husbandry.Tests.Worklist;

/// <summary>Facts of a farm in Berlin, and its list at a moment.</summary>
internal static class WorklistSamples
{
    public const long Hour = 3_600_000;
    public const long Day = 24 * Hour;
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Noon on the farm.</summary>
    public static readonly long Now = At("2026-03-10 12:00");

    /// <summary>Local time on the farm as Unix milliseconds.</summary>
    public static long At(string local)
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Berlin.GetUtcOffset(time)).ToUnixTimeMilliseconds();
    }

    public static IReadOnlyList<WorkItem> Build(WorklistInput facts, long? at = null, params WorkItemCompletion[] done)
        => WorklistBuilder.Build(facts, Berlin, at ?? Now, done);

    public static WorkItem? Find(WorklistInput facts, WorkTask task, long? at = null)
        => Build(facts, at).SingleOrDefault(item => item.Task == task);

    public static AnimalRegistration Cow(string id, long? calvedAt = null, string? group = null)
        => new() { Id = id, FarmId = 1, CalvedAt = calvedAt, Group = group, Name = "Berta" };

    public static Detection CreateDetection(DetectionKind kind, long at, string animal = "COW-1", double certainty = 0.9) => new()
    {
        Id = $"{kind}_{animal}_{at}",
        FarmId = 1,
        Kind = kind,
        SubjectType = "animal",
        SubjectId = animal,
        StartedAt = at - (2 * Hour),
        DetectedAt = at,
        State = DetectionState.Open,
        Certainty = certainty,
        Score = 5,
        Detector = "test/1",
        Reasons = [new("small", 1, 2, 0.1, "A small thing."), new("big", 1, 2, 0.9, "A big thing.")],
    };

    public static AnimalEvent CreateEvent(AnimalEventKind kind, long at, string animal = "COW-1", bool? pregnant = null) => new()
    {
        Id = $"{kind}_{animal}_{at}",
        FarmId = 1,
        AnimalId = animal,
        Kind = kind,
        Time = at,
        RecordedAt = at,
        RecordedBy = "test",
        Pregnant = pregnant,
    };

    public static Calibration CreateCalibration(string device, int version, long at, long? expires, bool valid = true) => new()
    {
        DeviceId = device,
        FarmId = 1,
        Metric = "temperature_c",
        Version = version,
        CalibratedAt = at,
        CalibratedBy = "test",
        Method = CalibrationMethod.Linear,
        Slope = 1,
        Intercept = 0,
        RSquared = 1,
        Rmse = 0,
        LeaveOneOutRmse = 0,
        Tolerance = 0.2,
        Valid = valid,
        Points = [],
        ExpiresAt = expires,
    };

    public static Alert CreateAlert(string id, Priority priority, long at, string device = "ENV-1") => new()
    {
        Id = id,
        FarmId = 1,
        RuleId = "RULE",
        RuleVersion = 1,
        RuleName = "Rule",
        Category = "test",
        Source = new("sensor", device),
        Priority = priority,
        State = AlertState.Open,
        Message = $"Message of {id}",
        Details = "{}",
        OpenedAt = at,
        RaisedAt = at,
    };
}
