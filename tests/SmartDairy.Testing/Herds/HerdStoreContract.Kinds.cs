using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;

namespace SmartDairy.Testing.Herds;

public abstract partial class HerdStoreContract
{
    [Fact]
    public async Task Every_kind_comes_back_as_it_was_and_stands_in_its_view()
    {
        var detection = new Detection
        {
            Id = "heat_COW-1_20260302T0400",
            FarmId = Farm,
            Kind = DetectionKind.Heat,
            SubjectType = "animal",
            SubjectId = "COW-1",
            StartedAt = Start,
            DetectedAt = Start + Hour,
            State = DetectionState.Open,
            Certainty = 0.8,
            Score = 4.5,
            Detector = "heat/1",
            Reasons = [new("activity", 80, double.NaN, 0.7, "twice\0 as active")],
            Quarter = Quarter.LF,
            Verdict = DetectionVerdict.Confirmed,
            VerdictBy = "me",
            ActUntil = Start + Day,
        };
        var binding = new AnimalBinding
        {
            Id = "B-1",
            FarmId = Farm,
            Kind = BindingKind.Collar,
            AnimalId = "COW-1",
            Target = "COL-1",
            From = Start,
            RecordedAt = Start,
            RecordedBy = "me"
        };
        var happened = new AnimalEvent
        {
            Id = "E-1",
            FarmId = Farm,
            AnimalId = "COW-1",
            Kind = AnimalEventKind.Calving,
            Time = Start,
            RecordedAt = Start,
            RecordedBy = "me",
            Calves = 2,
        };
        var milking = new MilkingSession
        {
            Id = "M-1",
            FarmId = Farm,
            DeviceId = "MM-1",
            StartedAt = Start,
            State = MilkingState.Complete,
            FarmDay = new DateOnly(2026, 3, 1).DayNumber,
            Litres = 14.5,
            Quarters = [new() { Quarter = Quarter.RR, Litres = 3 }],
            Curve = [new(10, 1, double.NaN, 5)],
        };
        Assert.True(await WriteAsync(
            HerdRecordKinds.Detections.ToWrite(detection, Start),
            HerdRecordKinds.Bindings.ToWrite(binding, Start),
            HerdRecordKinds.Bindings.ToWrite(binding with { Id = "B-2", Retracted = true }, Start),
            HerdRecordKinds.AnimalEvents.ToWrite(happened, Start),
            HerdRecordKinds.AnimalEvents.ToWrite(happened with { Id = "E-2", Retracted = true }, Start),
            HerdRecordKinds.Milkings.ToWrite(milking, Start)));
        var read = HerdRecordKinds.Detections.FromRecord((await Herds.FindAsync(Farm, "detection", detection.Id, Cancellation))!);
        Assert.Equal(detection with { Reasons = [] }, read with { Reasons = [] });
        Assert.Equal(double.NaN, Assert.Single(read.Reasons).Usual);
        Assert.Equal(binding, HerdRecordKinds.Bindings.FromRecord((await Herds.FindAsync(Farm, "binding", "B-1", Cancellation))!));
        Assert.Equal(happened, HerdRecordKinds.AnimalEvents.FromRecord((await Herds.FindAsync(Farm, "event", "E-1", Cancellation))!));
        var milked = HerdRecordKinds.Milkings.FromRecord((await Herds.FindAsync(Farm, "milking", "M-1", Cancellation))!);
        Assert.Equal(milking.Quarters, milked.Quarters);
        Assert.Equal(milking.Curve, milked.Curve);
        Assert.Equal("heat/1|Heat|COW-1|0.8|Confirmed|Open|LF", await QueryViewAsync(
            "select detector || '|' || kind || '|' || subject_id || '|' || certainty || '|' || verdict || '|' || state || '|' || quarter from detections where started < act_until"));
        Assert.Equal("COL-1|Collar|COW-1",
            await QueryViewAsync(
                "select target || '|' || kind || '|' || animal_id from animal_bindings where until is null and since = recorded"));
        Assert.Equal("Calving|COW-1|2", await QueryViewAsync("select kind || '|' || animal_id || '|' || calves from animal_events"));
        Assert.Equal("MM-1|14.5|2026-03-01|Complete",
            await QueryViewAsync(
                "select device_id || '|' || litres || '|' || farm_day || '|' || state from milkings where not kick_off and animal_id is null"));
    }

    /// <summary>The one value of a query on the database itself.</summary>
    protected abstract Task<string?> QueryViewAsync(string sql);
}
