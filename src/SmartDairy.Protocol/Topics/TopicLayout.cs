using SmartDairy.Contracts;

namespace SmartDairy.Protocol.Topics;

/// <summary>What the levels of one topic mean, as places in its text.</summary>
internal struct TopicLayout
{
    private const int MaxLevels = 10;

    // The longest topic with every number and name at its longest is 145 characters; anything far longer is not worth splitting.
    private const int MaxLength = 256;

    public TopicKind Kind;
    public int FarmId;
    public int BarnId;
    public int ZoneId;
    public int ParlorId;
    public int StallId;
    public int PrefixLength;
    public Range Id;
    public Range FirstName;
    public Range SecondName;

    public static bool TryParse(ReadOnlySpan<char> text, out TopicLayout shape)
    {
        shape = default;
        if (text.Length > MaxLength)
        {
            return false;
        }

        Span<Range> ranges = stackalloc Range[MaxLevels + 1];
        var levels = new TopicLevels(text, ranges[..text.Split(ranges, '/')]);
        if (levels.Count is < 6 or > MaxLevels || !levels.Is(1, "farm") || !levels.TryNumber(2, out shape.FarmId))
        {
            return false;
        }

        return levels.Is(0, "dairy") ? shape.ParseDairy(levels) : levels.Is(0, "system") && shape.System(levels);
    }

    private bool System(in TopicLevels levels)
        => levels.Count == 6 && levels.Is(3, "device") && levels.Is(5, "status") && TrySetId(levels, TopicKind.DeviceStatus, 4, isDevicePrefix: true);

    private bool ParseDairy(in TopicLevels levels) => levels[3] switch
    {
        "barn" => ParseSensor(levels),
        "animal" => ParseAnimal(levels),
        "milking" => ParseMilking(levels),
        "rfid" => Rfid(levels),
        "alert" => levels.Count == 6 && TrySetNames(levels, TopicKind.Alert),
        "config" => levels.Count == 6 && TrySetNames(levels, TopicKind.FarmConfig) && TrySetId(levels, TopicKind.FarmConfig, 5, isDevicePrefix: false),
        _ => false,
    };

    private bool ParseSensor(in TopicLevels levels)
    {
        if (levels.Count != 10 || !levels.TryNumber(4, out BarnId) || !levels.Is(5, "zone") || !levels.TryNumber(6, out ZoneId) || !levels.Is(7, "sensor"))
        {
            return false;
        }

        return levels[9] switch
        {
            "telemetry" => TrySetId(levels, TopicKind.SensorTelemetry, 8, isDevicePrefix: true),
            "command" => TrySetId(levels, TopicKind.SensorCommand, 8, isDevicePrefix: true),
            "config" => TrySetId(levels, TopicKind.SensorConfig, 8, isDevicePrefix: true),
            "status" => TrySetId(levels, TopicKind.SensorStatus, 8, isDevicePrefix: true),
            _ => false,
        };
    }

    private bool ParseAnimal(in TopicLevels levels) => levels.Count == 7 && levels[5] switch
    {
        "activity" when levels.Is(6, "telemetry") => TrySetId(levels, TopicKind.ActivityTelemetry, 4, isDevicePrefix: true),
        "activity" when levels.Is(6, "command") => TrySetId(levels, TopicKind.ActivityCommand, 4, isDevicePrefix: true),
        "health" when levels.Is(6, "status") => TrySetId(levels, TopicKind.HealthStatus, 4, isDevicePrefix: true),
        "fertility" when levels.Is(6, "heat") => TrySetId(levels, TopicKind.FertilityHeat, 4, isDevicePrefix: true),
        _ => false,
    };

    private bool ParseMilking(in TopicLevels levels)
    {
        if (levels.Count < 7 || !levels.Is(4, "parlor") || !levels.TryNumber(5, out ParlorId))
        {
            return false;
        }

        if (levels.Count == 7)
        {
            Kind = TopicKind.ParlorStatus;
            return levels.Is(6, "status");
        }

        if (levels.Count != 10 || !levels.Is(6, "stall") || !levels.TryNumber(7, out StallId) || !levels.Is(8, "session"))
        {
            return false;
        }

        PrefixLength = levels.EndOf(7);
        (Kind, var known) = levels[9] switch
        {
            "start" => (TopicKind.SessionStart, true),
            "data" => (TopicKind.SessionData, true),
            "end" => (TopicKind.SessionEnd, true),
            _ => (default, false),
        };
        return known;
    }

    private bool Rfid(in TopicLevels levels) => levels.Count switch
    {
        8 => levels.Is(4, "gate") && levels.Is(6, "tag") && levels.Is(7, "read") && TrySetId(levels, TopicKind.GateTagRead, 5, isDevicePrefix: true),
        7 when levels.Is(4, "area") => levels.Is(6, "presence") && TrySetId(levels, TopicKind.AreaPresence, 5, isDevicePrefix: true),
        7 => levels.Is(4, "animal") && levels.Is(6, "location") && TrySetId(levels, TopicKind.AnimalLocation, 5, isDevicePrefix: false),
        _ => false,
    };

    private bool TrySetId(in TopicLevels levels, TopicKind kind, int level, bool isDevicePrefix)
    {
        Kind = kind;
        Id = levels.RangeOf(level);
        PrefixLength = isDevicePrefix ? levels.EndOf(level) : 0;
        return Identifier.IsValid(levels[level]);
    }

    private bool TrySetNames(in TopicLevels levels, TopicKind kind)
    {
        Kind = kind;
        FirstName = levels.RangeOf(4);
        SecondName = levels.RangeOf(5);
        return Identifier.IsValid(levels[4]) && Identifier.IsValid(levels[5]);
    }
}
