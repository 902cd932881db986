using System.Globalization;
using SmartDairy.Husbandry.Sensors;

namespace SmartDairy.Evaluation.Replay;

/// <summary>One barn of a replay: its sensors held against each other, and who is kept there, by zone where it is told.</summary>
internal sealed class ReplayBarn(int farmId)
{
    public BarnSensorMonitor Sensors { get; } = new(farmId);

    public List<(int? Zone, ReplayCow Cow)> Cows { get; } = [];

    /// <summary>Barn and zone of <c>barn/2</c> or <c>barn/2/zone/3</c>; null when it is neither.</summary>
    public static (int Barn, int? Zone)? Parse(string? place)
    {
        var parts = place?.Split('/') ?? [];
        return parts switch
        {
            ["barn", var barn] when Number(barn) is { } number => (number, null),
            ["barn", var barn, "zone", var zone] when Number(barn) is { } number && Number(zone) is { } part => (number, part),
            _ => null,
        };
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
