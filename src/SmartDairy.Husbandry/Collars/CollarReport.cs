using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Collars;

/// <summary>The values of one collar message that an hour needs. NaN where the message has none that is usable.</summary>
internal readonly record struct CollarReport(
    long Time, long Id, long Midnight, float Activity, float Rumination, float Eating, float Resting, float Temperature)
{
    private static readonly int ActivityScore = Index("activity_score");
    private static readonly int RuminationMinutes = Index("rumination_minutes");
    private static readonly int EatingMinutes = Index("eating_minutes");
    private static readonly int RestingMinutes = Index("resting_minutes");
    private static readonly int BodyTemperature = Index("temperature_c");

    public bool HasValues => !(float.IsNaN(Activity) && float.IsNaN(Temperature)) || HasMinutes;

    public bool HasMinutes => !(float.IsNaN(Rumination) && float.IsNaN(Eating) && float.IsNaN(Resting));

    /// <summary>The order of a collar's messages.</summary>
    public int CompareTo(in CollarReport other) => Time != other.Time ? Time.CompareTo(other.Time) : Id.CompareTo(other.Id);

    public static CollarReport FromReading(Reading reading, FarmCalendar days) => new(
        reading.Time,
        reading.MessageId,
        days.DayAt(reading.Time).Start,
        Value(reading, ActivityScore),
        Value(reading, RuminationMinutes),
        Value(reading, EatingMinutes),
        Value(reading, RestingMinutes),
        Value(reading, BodyTemperature));

    private static float Value(Reading reading, int index) => reading.QualityOf(index) == 0 ? float.NaN : (float)reading.Values[index];

    private static int Index(string metric) => Metrics.Find(ReadingFamily.Activity, metric)!.Index;
}
