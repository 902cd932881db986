namespace SmartDairy.Contracts.Barns;

/// <summary>The actor of one barn's air: holds its sensors against each other, and tells the climate of the barn and its zones. Its key is <c>farm/barn</c>.</summary>
[Alias("barn-climate")]
public interface IBarnClimateGrain : IGrainWithStringKey
{
    /// <summary>Whole hours of one of its sensors. Sent without waiting: a lost hour is missing in the comparison, and nowhere else.</summary>
    /// <param name="zone">The zone it stands in; null when in none.</param>
    [Alias("hear"), Orleans.Concurrency.OneWay] Task AddSensorHoursAsync(string deviceId, int? zone, IReadOnlyList<ReportedSensorHour> hours);

    /// <summary>A sensor was calibrated: its distance to the others is learned anew.</summary>
    [Alias("calibrated")] Task NotifyCalibratedAsync(string deviceId, string metric, long at);
}
