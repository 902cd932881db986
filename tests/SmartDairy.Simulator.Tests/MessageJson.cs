using System.Text.Json;

namespace SmartDairy.Simulator.Tests;

internal static class MessageJson
{
    /// <summary>A copy of the payload's root that outlives its document.</summary>
    public static JsonElement Json(this SimulatedMessage message)
    {
        using var document = JsonDocument.Parse(message.Payload);
        return document.RootElement.Clone();
    }

    public static double Number(this JsonElement json, params string[] path)
        => path.Aggregate(json, (at, name) => at.GetProperty(name)).GetDouble();
}
