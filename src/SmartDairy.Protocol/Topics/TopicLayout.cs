using SmartDairy.Contracts;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Protocol.Topics;

/// <summary>The parts of a topic while its levels are read.</summary>
internal struct TopicLayout
{
    private const int MaxLevels = 10;

    private TopicKind _kind;
    private int _farmId;
    private int _firstNumber;
    private int _secondNumber;
    private int _prefixLength;
    private TopicName _id;
    private TopicName _firstName;
    private TopicName _secondName;

    public readonly Topic ToTopic(string text)
        => new(text, _kind, _farmId, (_firstNumber, _secondNumber), _prefixLength, _id, (_firstName, _secondName));

    public bool TryParse(ReadOnlySpan<char> text)
    {
        Span<Range> ranges = stackalloc Range[MaxLevels + 1];
        var levels = new TopicLevels(text, ranges[..text.Split(ranges, '/')]);
        if (levels.Count is < 6 or > MaxLevels || !levels.Is(1, "farm") || !levels.TryNumber(2, out _farmId))
        {
            return false;
        }

        return levels.Is(0, "dairy") ? ParseDairy(levels) : levels.Is(0, "system") && ParseSystem(levels);
    }

    private bool ParseSystem(in TopicLevels levels)
        => levels.Count == 6 && levels.Is(3, "device") && levels.Is(5, "status")
        && TrySetId(levels, TopicKind.DeviceStatus, 4, isDevicePrefix: true);

    private bool ParseDairy(in TopicLevels levels) => levels[3] switch
    {
        "barn" => ParseSensor(levels),
        "animal" => ParseAnimal(levels),
        "milking" => ParseMilking(levels),
        "rfid" => ParseRfid(levels),
        "alert" => levels.Count == 6 && TrySetNames(levels, TopicKind.Alert),
        "config" =>
            levels.Count == 6 && TrySetNames(levels, TopicKind.FarmConfig)
            && TrySetId(levels, TopicKind.FarmConfig, 5, isDevicePrefix: false),
        _ => false,
    };

    private bool ParseSensor(in TopicLevels levels)
    {
        if (levels.Count != 10 || !levels.TryNumber(4, out _firstNumber) || !levels.Is(5, "zone") || !levels.TryNumber(6, out _secondNumber)
            || !levels.Is(7, "sensor"))
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
        if (levels.Count < 7 || !levels.Is(4, "parlor") || !levels.TryNumber(5, out _firstNumber))
        {
            return false;
        }

        if (levels.Count == 7)
        {
            _kind = TopicKind.ParlorStatus;
            return levels.Is(6, "status");
        }

        if (levels.Count != 10 || !levels.Is(6, "stall") || !levels.TryNumber(7, out _secondNumber) || !levels.Is(8, "session"))
        {
            return false;
        }

        _prefixLength = levels.EndOf(7);
        (_kind, var known) = levels[9] switch
        {
            "start" => (TopicKind.SessionStart, true),
            "data" => (TopicKind.SessionData, true),
            "end" => (TopicKind.SessionEnd, true),
            _ => (default, false),
        };
        return known;
    }

    private bool ParseRfid(in TopicLevels levels) => levels.Count switch
    {
        8 => levels.Is(4, "gate") && levels.Is(6, "tag") && levels.Is(7, "read")
            && TrySetId(levels, TopicKind.GateTagRead, 5, isDevicePrefix: true),
        7 when levels.Is(4, "area") => levels.Is(6, "presence") && TrySetId(levels, TopicKind.AreaPresence, 5, isDevicePrefix: true),
        7 => levels.Is(4, "animal") && levels.Is(6, "location") && TrySetId(levels, TopicKind.AnimalLocation, 5, isDevicePrefix: false),
        _ => false,
    };

    private bool TrySetId(in TopicLevels levels, TopicKind kind, int level, bool isDevicePrefix)
    {
        _kind = kind;
        _id = levels.NameOf(level);
        _prefixLength = isDevicePrefix ? levels.EndOf(level) : 0;
        return Identifier.IsValid(levels[level]);
    }

    private bool TrySetNames(in TopicLevels levels, TopicKind kind)
    {
        _kind = kind;
        _firstName = levels.NameOf(4);
        _secondName = levels.NameOf(5);
        return Identifier.IsValid(levels[4]) && Identifier.IsValid(levels[5]);
    }
}
