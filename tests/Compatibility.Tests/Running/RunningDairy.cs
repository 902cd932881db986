using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SmartDairy.Compatibility.Tests.Running;

/// <summary>A running Smart Dairy, of a released build or of this one.</summary>
internal abstract class RunningDairy : IAsyncDisposable
{
    /// <summary>The key that every dairy of these tests takes.</summary>
    public const string Key = "sd_compatibility-tests-key-0123456789abcdef";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Where devices connect.</summary>
    public int MqttPort { get; protected init; }

    protected HttpClient Http => _http;

    /// <summary>The data of an answer.</summary>
    /// <exception cref="InvalidOperationException">The answer holds errors; the message is the whole answer.</exception>
    public async Task<JsonObject> AskAsync(string query, object? variables = null)
    {
        using var response = await _http.PostAsJsonAsync("/graphql", new { query, variables });
        var text = await response.Content.ReadAsStringAsync();
        var answer = JsonNode.Parse(text)!.AsObject();
        return answer.ContainsKey("errors")
            ? throw new InvalidOperationException($"{query}\n{text}")
            : answer["data"]!.DeepClone().AsObject();
    }

    public virtual ValueTask DisposeAsync()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The arguments of every shape, beside those that say where data is.</summary>
    protected static string[] Arguments(int httpPort, IEnumerable<string> more) =>
    [
        $"--urls=http://127.0.0.1:{httpPort}", $"--Security:BootstrapApiKey={Key}", "--Cluster:SiloPort=0", "--Cluster:GatewayPort=0",
        "--Demo:Enabled=false", "--History:RetentionDays=0", "--Api:GraphQL:MaxComplexity=10000000", .. more,
    ];

    protected void Reach(int httpPort)
    {
        _http.BaseAddress = new Uri($"http://127.0.0.1:{httpPort}");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }
}
