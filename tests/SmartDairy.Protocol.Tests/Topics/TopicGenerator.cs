using CsCheck;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Protocol.Tests.Topics;

/// <summary>Topics written from the table of templates, not by the code under test.</summary>
internal static class TopicGenerator
{
    private static readonly (TopicKind Kind, string Template)[] Templates =
    [
        (TopicKind.SensorTelemetry, "dairy/farm/N/barn/N/zone/N/sensor/I|/telemetry"),
        (TopicKind.SensorCommand, "dairy/farm/N/barn/N/zone/N/sensor/I|/command"),
        (TopicKind.SensorConfig, "dairy/farm/N/barn/N/zone/N/sensor/I|/config"),
        (TopicKind.SensorStatus, "dairy/farm/N/barn/N/zone/N/sensor/I|/status"),
        (TopicKind.ActivityTelemetry, "dairy/farm/N/animal/I|/activity/telemetry"),
        (TopicKind.ActivityCommand, "dairy/farm/N/animal/I|/activity/command"),
        (TopicKind.HealthStatus, "dairy/farm/N/animal/I|/health/status"),
        (TopicKind.FertilityHeat, "dairy/farm/N/animal/I|/fertility/heat"),
        (TopicKind.SessionStart, "dairy/farm/N/milking/parlor/N/stall/N|/session/start"),
        (TopicKind.SessionData, "dairy/farm/N/milking/parlor/N/stall/N|/session/data"),
        (TopicKind.SessionEnd, "dairy/farm/N/milking/parlor/N/stall/N|/session/end"),
        (TopicKind.ParlorStatus, "|dairy/farm/N/milking/parlor/N/status"),
        (TopicKind.GateTagRead, "dairy/farm/N/rfid/gate/I|/tag/read"),
        (TopicKind.AreaPresence, "dairy/farm/N/rfid/area/I|/presence"),
        (TopicKind.AnimalLocation, "|dairy/farm/N/rfid/animal/I/location"),
        (TopicKind.DeviceStatus, "system/farm/N/device/I|/status"),
        (TopicKind.Alert, "|dairy/farm/N/alert/I/I"),
        (TopicKind.FarmConfig, "|dairy/farm/N/config/I/I"),
    ];

    private static readonly Gen<int> Number = Gen.OneOf(Gen.Int[1, 20], Gen.Int[1, int.MaxValue], Gen.Const(int.MaxValue));

    private static readonly Gen<string> Name =
        Gen.Char["ABCXYZabcxyz0123456789_-"].Array[1, 64].Select(characters => new string(characters));

    public static Gen<(TopicKind Kind, string Text, string Place)> Any { get; } =
        Gen.Select(Gen.Int[0, Templates.Length - 1].Select(i => Templates[i]), Number.Array[3], Name.Array[2], (template, numbers, names) =>
        {
            var text = Fill(template.Template, numbers, names);
            return (template.Kind, text.Replace("|", ""), text[..text.IndexOf('|')]);
        });

    /// <summary>A topic with one character put in, taken out or replaced, or one level doubled or dropped.</summary>
    public static Gen<string> Mutated { get; } =
        Gen.Select(
            Any, Gen.Int[0, 4], Gen.Int[0, 1000], Gen.OneOf(Gen.Char["/+#01aZ_ -$\u0661\uff11\u0000"], Gen.Char), (topic, how, where, c) =>
        {
            var text = topic.Text;
            var at = where % text.Length;
            var levels = text.Split('/').ToList();
            var level = where % levels.Count;
            return how switch
            {
                0 => text.Insert(at, c.ToString()),
                1 => text.Remove(at, 1),
                2 => text.Remove(at, 1).Insert(at, c.ToString()),
                3 => string.Join('/', levels.Take(level).Append(levels[level]).Concat(levels.Skip(level))),
                _ => string.Join('/', levels.Where((_, i) => i != level)),
            };
        });

    private static string Fill(string template, int[] numbers, string[] names)
    {
        var (number, name) = (0, 0);
        return string.Join('/', template.Split('/').Select(level => level switch
        {
            "N" => $"{numbers[number++]}",
            "N|" => $"{numbers[number++]}|",
            "I" => names[name++],
            "I|" => names[name++] + "|",
            _ => level,
        }));
    }
}
