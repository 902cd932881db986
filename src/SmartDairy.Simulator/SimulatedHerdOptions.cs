using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator;

/// <summary>
/// Options of a simulated farm. Two herds with equal options send the same bytes. The defaults are the demo farm: 120 cows in 2 barns, 40
/// devices (2 gateways, 24 sensors, 10 milk meters, 4 readers) and a collar on every cow.
/// </summary>
public sealed record SimulatedHerdOptions
{
    /// <value>Random seed, any number. The default is 34.</value>
    public int Seed { get; init; } = 34;

    /// <value>The farm's id, at least 1. The default is 1.</value>
    public int FarmId { get; init; } = 1;

    /// <value>Time at which the cows have the parities of the parameters; the simulation extends to any time before and after. The default
    /// is 2026-01-01, UTC.</value>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <value>Parameters of biology and instruments. The default is <see cref="HerdParameters.Default"/>.</value>
    public HerdParameters Parameters { get; init; } = HerdParameters.Default;

    /// <value>Kinds of devices whose messages are generated. The default is all.</value>
    public MessageFamilies Families { get; init; } = MessageFamilies.All;

    /// <value>Whether milk meters measure each quarter. The default is true.</value>
    public bool QuarterLevelMeters { get; init; } = true;

    /// <value>Running totals per milking, sent before the final total, 0 to 60. The default is 0.</value>
    public int RunningTotals { get; init; }

    /// <value>Whether gates miss tags, read tags twice and read unknown tags. The default is false.</value>
    public bool ImperfectGateReads { get; init; }

    /// <value>Whether each barn has an additional error-free sensor in its first zone. The default is false.</value>
    public bool ReferenceSensors { get; init; }

    /// <value>Cows, 1 to 60,000, spread evenly over the barns. The default is 120.</value>
    public int Cows { get; init; } = 120;

    /// <value>Barns, 1 to 100, each with a gateway. The default is 2.</value>
    public int Barns { get; init; } = 2;

    /// <value>Zones in each barn, 1 to 100. The default is 6.</value>
    public int ZonesPerBarn { get; init; } = 6;

    /// <value>Environmental sensors in each zone, 0 to 100. The default is 2.</value>
    public int SensorsPerZone { get; init; } = 2;

    /// <value>Stalls of the one parlor, each with a milk meter, 1 to 200. The default is 10.</value>
    public int Stalls { get; init; } = 10;

    /// <value>An IANA time zone id; its midnight resets the collars' minutes, and milking times are local. The default is UTC.</value>
    public string TimeZone { get; init; } = "UTC";

    /// <value>Interval between two reports of a sensor, 1 second to 1 day. The default is 5 minutes.</value>
    public TimeSpan EnvironmentInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <value>Interval between two reports of a collar, 1 second to 1 day. The default is 1 hour.</value>
    public TimeSpan CollarInterval { get; init; } = TimeSpan.FromHours(1);

    /// <value>Interval between two status messages of a gateway, 1 second to 1 day. The default is 15 minutes.</value>
    public TimeSpan StatusInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <value>Start of the first milking of the day, local time. The default is 05:00.</value>
    public TimeSpan MorningMilking { get; init; } = TimeSpan.FromHours(5);

    /// <value>Start of the second milking of the day, local time, after the first. The default is 16:00.</value>
    public TimeSpan EveningMilking { get; init; } = TimeSpan.FromHours(16);

    /// <exception cref="ArgumentException">An option is outside its range; the message lists every such option.</exception>
    internal void Validate()
    {
        var errors = new List<string>();
        Check(errors, nameof(FarmId), FarmId, 1, int.MaxValue);
        Check(errors, nameof(Cows), Cows, 1, 60_000);
        Check(errors, nameof(Barns), Barns, 1, 100);
        Check(errors, nameof(ZonesPerBarn), ZonesPerBarn, 1, 100);
        Check(errors, nameof(SensorsPerZone), SensorsPerZone, 0, 100);
        Check(errors, nameof(Stalls), Stalls, 1, 200);
        Check(errors, nameof(RunningTotals), RunningTotals, 0, 60);
        Check(errors, nameof(EnvironmentInterval), EnvironmentInterval);
        Check(errors, nameof(CollarInterval), CollarInterval);
        Check(errors, nameof(StatusInterval), StatusInterval);
        if (MorningMilking < TimeSpan.Zero || EveningMilking <= MorningMilking || EveningMilking >= TimeSpan.FromDays(1))
        {
            errors.Add($"{nameof(MorningMilking)} and {nameof(EveningMilking)} must be times of one day, the morning milking first");
        }

        if (Start.Year is < 1971 or > 2200)
        {
            errors.Add($"{nameof(Start)} is {Start:yyyy-MM-dd}; allowed is 1971 to 2200");
        }

        if (Parameters is null)
        {
            errors.Add($"{nameof(Parameters)} is null");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            errors.Add($"{nameof(TimeZone)} '{TimeZone}' is not a known IANA time zone");
        }

        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", errors) + ".");
        }
    }

    private static void Check(List<string> errors, string name, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            errors.Add($"{name} is {value}; allowed is {min} to {max}");
        }
    }

    private static void Check(List<string> errors, string name, TimeSpan value)
    {
        if (value < TimeSpan.FromSeconds(1) || value > TimeSpan.FromDays(1))
        {
            errors.Add($"{name} is {value}; allowed is 1 second to 1 day");
        }
    }
}
