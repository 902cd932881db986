namespace SmartDairy.Api.Home;

/// <summary>How someone who just started it sends a first reading; the console and the page at <c>/</c> say the same.</summary>
internal static class FirstReading
{
    /// <summary>What the command does.</summary>
    public const string Text = "Send a first reading: register a device; the answer holds a ready mosquitto_pub command.";

    /// <summary>A shell command of two lines, without the API key.</summary>
    /// <param name="url">Where the API is reached, without a slash at its end.</param>
    /// <param name="isDemo">Whether the demo farm, farm 1, is there; else the reader names a farm.</param>
    public static string Command(string url, bool isDemo) =>
        $$"""
        curl -s {{url}}/graphql -H "Authorization: Bearer <API key>" -H 'content-type: application/json' \
          -d '{"query":"mutation { registerDevices(farmId: {{(isDemo ? "1" : "<your farm>")}}, devices: [{id: \"MY-SENSOR\", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 1}]) { example } }"}'
        """;
}
