using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>A running Smart Dairy in one of its deployments.</summary>
public abstract class Deployment : IAsyncDisposable
{
    /// <summary>MQTT port for devices.</summary>
    public abstract int MqttPort { get; }

    /// <summary>Whether acknowledgements report the outcome of a message; an external broker acknowledges every message.</summary>
    public abstract bool ReportsOutcomeToSenders { get; }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public async Task<JsonElement> QueryAsync(string query, object? variables = null)
    {
        using var response = await Http.PostAsJsonAsync("/graphql", new { query, variables });
        var text = await response.Content.ReadAsStringAsync();
        var answer = JsonDocument.Parse(text).RootElement;
        return answer.TryGetProperty("errors", out _) ? throw new InvalidOperationException(text) : answer.GetProperty("data");
    }

    public virtual ValueTask DisposeAsync()
    {
        Http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected void SetEndpoint(Uri url, string key)
    {
        Http.BaseAddress = url;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }
}
