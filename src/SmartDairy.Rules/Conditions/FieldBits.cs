using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Conditions;

/// <summary>The fields of a reading as bits: metrics by index from bit 0, other fields from bit 32.</summary>
internal static class FieldBits
{
    public const ulong Thi = 1UL << 32;
    public const ulong Extra = 1UL << 33;

    /// <summary>Set for every reading; used only by rules that name no other field of the reading.</summary>
    public const ulong AnyReading = 1UL << 34;

    private static readonly string[] MemberNames =
    [
        "position", "fertility_status", "health_alert", "session_id", "blood_detected", "conductivity_alert", "temperature_alert",
        "incomplete_milking",
        "direction", "tag_epc", "place_id", "antenna_id",
    ];

    /// <summary>The fields that a reading carries; a value out of range does not count.</summary>
    public static ulong FromReading(Reading reading)
    {
        var bits = AnyReading;
        var values = reading.Values;
        for (var i = 0; i < values.Length; i++)
        {
            bits |= double.IsNaN(values[i]) ? 0 : 1UL << i;
        }

        bits &= ~(ulong)reading.OutOfRange;
        bits |= reading.Family == ReadingFamily.Environment && (bits & 3) == 3 ? Thi : 0;
        bits |= reading.Extra is null ? 0 : Extra;
        return bits | reading switch
        {
            ActivityReading activity =>
                MemberBit(activity.Position is not null, 0) | MemberBit(activity.FertilityStatus is not null, 1)
                | MemberBit(activity.HealthAlert.HasValue, 2),
            MilkingReading milking =>
                MemberBit(milking.SessionId is not null, 3) | MemberBit(milking.BloodDetected.HasValue, 4)
                | MemberBit(milking.ConductivityAlert.HasValue, 5)
                | MemberBit(milking.TemperatureAlert.HasValue, 6) | MemberBit(milking.IncompleteMilking.HasValue, 7),
            TagReading tag =>
                MemberBit(tag.Direction is not null, 8) | MemberBit(tag.TagEpc is not null, 9) | MemberBit(tag.PlaceId is not null, 10)
                | MemberBit(tag.AntennaId.HasValue, 11),
            _ => 0,
        };
    }

    /// <summary>The bit of a field in readings of a family; 0 when the family does not have the field.</summary>
    public static ulong FromField(FieldExpression field, ReadingFamily family)
        => ((int)field.Families >> (int)family & 1) == 0 ? 0 : field.Source switch
        {
            FieldSource.Metric => 1UL << Metrics.Find(family, field.Name)!.Index,
            FieldSource.Thi => Thi,
            FieldSource.Extra => Extra,
            FieldSource.Member => Array.IndexOf(MemberNames, field.Name) is >= 0 and var member ? MemberBit(true, member) : AnyReading,
            _ => 0,
        };

    private static ulong MemberBit(bool carried, int member) => carried ? 1UL << (40 + member) : 0;
}
