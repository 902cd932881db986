using System.Globalization;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Contracts.Worklist;

namespace SmartDairy.History.Herds;

/// <summary>Every kind of row there is. The names are stored.</summary>
public static class HerdRecordKinds
{
    /// <summary>Subject: the animal.</summary>
    public static readonly HerdRecordKind<AnimalEvent> AnimalEvents = new("event", e => new(e.FarmId, e.Id, e.AnimalId, e.Time, e.Time));

    /// <summary>Subject and id: the animal. How each animal stands after all her events; one that has none has no row.</summary>
    public static readonly HerdRecordKind<AnimalStatus> AnimalStates =
        new("standing", s => new(s.FarmId, s.AnimalId, s.AnimalId, s.CalvedAt ?? 0, s.CalvedAt ?? 0));

    /// <summary>Subject: the animal.</summary>
    public static readonly HerdRecordKind<AnimalBinding> Bindings = new("binding", b => new(b.FarmId, b.Id, b.AnimalId, b.From, b.To));

    /// <summary>Subject: the animal; empty when she was not recognised.</summary>
    public static readonly HerdRecordKind<MilkingSession> Milkings =
        new("milking", m => new(m.FarmId, m.Id, m.AnimalId ?? "", m.StartedAt, m.EndedAt ?? m.StartedAt));

    /// <summary>Subject: the animal, else the tag's code.</summary>
    public static readonly HerdRecordKind<Passage> Passages =
        new("passage", p => new(p.FarmId, p.Id, p.AnimalId ?? p.TagEpc ?? "", p.StartedAt, p.EndedAt));

    /// <summary>Subject: the tag. One for each place it was seen at.</summary>
    public static readonly HerdRecordKind<UnknownTag> UnknownTags =
        new("unknown-tag", t => new(t.FarmId, $"{t.TagEpc} {t.Place}", t.TagEpc, t.FirstSeen, t.LastSeen));

    /// <summary>
    /// Subject: type and id of whom it is about, e.g. <c>animal/COW-7</c>, <c>device/ENV-1</c>, <c>zone/barn/1/zone/2</c>.
    /// </summary>
    public static readonly HerdRecordKind<Detection> Detections =
        new("detection", d =>
            new(d.FarmId, d.Id, $"{d.SubjectType}/{d.SubjectId}", d.StartedAt, d.State == DetectionState.Open
                ? null
                : d.EndedAt ?? d.DetectedAt));

    /// <summary>Subject: device and metric, e.g. <c>ENV-1/temperature_c</c>.</summary>
    public static readonly HerdRecordKind<Calibration> Calibrations =
        new("calibration", c =>
            new(c.FarmId, string.Create(CultureInfo.InvariantCulture, $"{c.DeviceId}/{c.Metric}/{c.Version}"), $"{c.DeviceId}/{c.Metric}",
                c.CalibratedAt, c.CalibratedAt));

    /// <summary>Subject: the device.</summary>
    public static readonly HerdRecordKind<Verification> Verifications =
        new("verification", v => new(v.FarmId, v.Id, v.DeviceId, v.Time, v.Time));

    /// <summary>Subject: the place, e.g. <c>barn/1</c>.</summary>
    public static readonly HerdRecordKind<BarnClimateHour> ClimateHours = new(
        "climate", c =>
            new(c.FarmId, string.Create(CultureInfo.InvariantCulture, $"{c.Place}/{c.Hour}"), c.Place, c.Hour * 3_600_000,
                (c.Hour + 1) * 3_600_000));

    /// <summary>Subject: the tank.</summary>
    public static readonly HerdRecordKind<TankCollection> TankCollections =
        new("tank-collection", t => new(t.FarmId, t.Id, t.TankId, t.Time, t.Time));

    /// <summary>Subject: the item.</summary>
    public static readonly HerdRecordKind<WorkItemCompletion> WorklistCompletions =
        new("worklist-done", w =>
            new(w.FarmId, string.Create(CultureInfo.InvariantCulture, $"{w.ItemId}/{w.FarmDay}"), w.ItemId, w.At, w.At));
}
