namespace SmartDairy.Contracts.Topics;

/// <summary>What the levels of one topic mean, as places in its text.</summary>
internal struct TopicShape
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
    public int PlaceLength;
    public Range Id;
    public Range First;
    public Range Second;

    public static bool TryParse(ReadOnlySpan<char> text, out TopicShape shape)
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

        return levels.Is(0, "dairy") ? shape.Dairy(levels) : levels.Is(0, "system") && shape.System(levels);
    }

    private bool System(in TopicLevels levels)
        => levels.Count == 6 && levels.Is(3, "device") && levels.Is(5, "status") && Named(levels, TopicKind.DeviceStatus, 4, owned: true);

    private bool Dairy(in TopicLevels levels) => levels[3] switch
    {
        "barn" => Sensor(levels),
        "animal" => Animal(levels),
        "milking" => Milking(levels),
        "rfid" => Rfid(levels),
        "alert" => levels.Count == 6 && Pair(levels, TopicKind.Alert),
        "config" => levels.Count == 6 && Pair(levels, TopicKind.FarmConfig) && Named(levels, TopicKind.FarmConfig, 5, owned: false),
        _ => false,
    };

    private bool Sensor(in TopicLevels levels)
    {
        if (levels.Count != 10 || !levels.TryNumber(4, out BarnId) || !levels.Is(5, "zone") || !levels.TryNumber(6, out ZoneId) || !levels.Is(7, "sensor"))
        {
            return false;
        }

        return levels[9] switch
        {
            "telemetry" => Named(levels, TopicKind.SensorTelemetry, 8, owned: true),
            "command" => Named(levels, TopicKind.SensorCommand, 8, owned: true),
            "config" => Named(levels, TopicKind.SensorConfig, 8, owned: true),
            "status" => Named(levels, TopicKind.SensorStatus, 8, owned: true),
            _ => false,
        };
    }

    private bool Animal(in TopicLevels levels) => levels.Count == 7 && levels[5] switch
    {
        "activity" when levels.Is(6, "telemetry") => Named(levels, TopicKind.ActivityTelemetry, 4, owned: true),
        "activity" when levels.Is(6, "command") => Named(levels, TopicKind.ActivityCommand, 4, owned: true),
        "health" when levels.Is(6, "status") => Named(levels, TopicKind.HealthStatus, 4, owned: true),
        "fertility" when levels.Is(6, "heat") => Named(levels, TopicKind.FertilityHeat, 4, owned: true),
        _ => false,
    };

    private bool Milking(in TopicLevels levels)
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

        PlaceLength = levels.EndOf(7);
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
        8 => levels.Is(4, "gate") && levels.Is(6, "tag") && levels.Is(7, "read") && Named(levels, TopicKind.GateTagRead, 5, owned: true),
        7 when levels.Is(4, "area") => levels.Is(6, "presence") && Named(levels, TopicKind.AreaPresence, 5, owned: true),
        7 => levels.Is(4, "animal") && levels.Is(6, "location") && Named(levels, TopicKind.AnimalLocation, 5, owned: false),
        _ => false,
    };

    private bool Named(in TopicLevels levels, TopicKind kind, int level, bool owned)
    {
        Kind = kind;
        Id = levels.RangeOf(level);
        PlaceLength = owned ? levels.EndOf(level) : 0;
        return Identifier.IsValid(levels[level]);
    }

    private bool Pair(in TopicLevels levels, TopicKind kind)
    {
        Kind = kind;
        First = levels.RangeOf(4);
        Second = levels.RangeOf(5);
        return Identifier.IsValid(levels[4]) && Identifier.IsValid(levels[5]);
    }
}
