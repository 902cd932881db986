using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>The README's first steps, executed literally in every deployment.</summary>
public abstract class FirstReadingTests
{
    /// <summary>The program alone, with embedded broker and SQLite.</summary>
    public sealed class Embedded : FirstReadingTests
    {
        protected override async Task<Deployment> StartAsync() => await EmbeddedDeployment.StartAsync();
    }

    /// <summary>With PostgreSQL and Mosquitto.</summary>
    public sealed class Server : FirstReadingTests
    {
        protected override async Task<Deployment> StartAsync() => await ClusterDeployment.StartAsync();
    }

    /// <summary>With PostgreSQL and Mosquitto, the API in a silo's process, another silo beside it.</summary>
    public sealed class ApiInSilo : FirstReadingTests
    {
        protected override async Task<Deployment> StartAsync() => await ClusterDeployment.StartAsync(apiInSilo: true);
    }

    protected abstract Task<Deployment> StartAsync();

    [Fact]
    public async Task The_example_of_registerDevices_sends_a_reading_that_is_stored_queried_and_pushed()
    {
        if (!Installed("mosquitto_pub"))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null
                or "", "mosquitto_pub is not installed (Debian: apt-get install mosquitto-clients)");
            Assert.Fail("mosquitto_pub is not installed, and this is CI");
        }

        await using var api = await StartAsync();
        await FarmSetup.CreateAsync(api, 1);
        var credentials = (await api.QueryAsync(
            "mutation { registerDevices(farmId: 1, devices: [{id: \"MY-SENSOR\", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 2}]) { example publishTopic } }"))
            .GetProperty("registerDevices")[0];

        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Content =
            JsonContent.Create(
                new { query = "subscription { readings(farmId: 1, deviceIds: [\"MY-SENSOR\"]) { deviceId values { metric value unit } } }" });
        using var events =
            await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var stream = new StreamReader(await events.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var pushed = NextAsync(stream);

        using (var shell =
            Process.Start(
                new ProcessStartInfo("sh", ["-c", credentials.GetProperty("example").GetString()!]) { RedirectStandardError = true })!)
        {
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(shell.ExitCode == 0,
                await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) + credentials.GetProperty("example")
                .GetString());
        }

        var reading = (await pushed).GetProperty("data").GetProperty("readings");
        Assert.Equal("MY-SENSOR", reading.GetProperty("deviceId").GetString());
        Assert.Contains(reading.GetProperty("values").EnumerateArray(), value => value.GetProperty("metric").GetString() == "temperature_c"
            && value.GetProperty("unit").GetString() == "°C");

        var device =
            (await api.QueryAsync(
                "{ device(id: \"MY-SENSOR\") { status messagesStored latest { metric value } } barn(farmId: 1, barnId: 1) { temperatureHumidityIndex zones { zoneId latest { metric } } } }"));
        Assert.Equal(1, device.GetProperty("device").GetProperty("messagesStored").GetInt64());
        Assert.Equal("ONLINE", device.GetProperty("device").GetProperty("status").GetString());
        Assert.Equal(2, device.GetProperty("barn").GetProperty("zones")[0].GetProperty("zoneId").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, device.GetProperty("barn").GetProperty("temperatureHumidityIndex").ValueKind);
    }

    private static async Task<JsonElement> NextAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal) && line.Length > 6)
            {
                return JsonDocument.Parse(line[5..]).RootElement;
            }
        }

        throw new EndOfStreamException("The event stream ended.");
    }

    private static bool Installed(string command)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, command)));
}
