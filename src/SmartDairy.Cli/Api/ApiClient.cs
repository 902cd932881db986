using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SmartDairy.Cli.Api;

/// <summary>GraphQL over HTTP with a bearer key. Safe for concurrent use.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="key">API key; null for requests without a key.</param>
    public ApiClient(Uri url, string? key)
    {
        (Url, Key) = (url, key);
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public Uri Url { get; }

    public string? Key { get; }

    public HttpClient Http => _http;

    /// <summary>Sends a request and returns the <c>data</c> of the answer.</summary>
    /// <exception cref="ApiException">The server does not answer, or answers with errors.</exception>
    public async Task<JsonElement> SendAsync(string query, object? variables, CancellationToken cancellationToken)
    {
        JsonElement answer;
        try
        {
            using var response =
                await _http.PostAsJsonAsync("graphql", new { query, variables }, JsonSerializerOptions.Web, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            answer = Parse(response, text);
        }
        catch (Exception error)
        when (error is HttpRequestException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ApiException(
                ExitCodes.Unreachable, $"{Url} does not answer: {error.Message} Is the API running there?", inner: error);
        }

        if (answer.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            throw CreateException(errors[0]);
        }

        return answer.GetProperty("data");
    }

    public void Dispose() => _http.Dispose();

    private JsonElement Parse(HttpResponseMessage response, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json.RootElement.Clone();
            }
        }
        catch (JsonException)
        {
            // Not a GraphQL answer: the exception below has its status.
        }

        throw (int)response.StatusCode is 401 or 403
            ? new ApiException(ExitCodes.Denied, $"{Url} refuses the key. Give a valid one with --key.")
            : new ApiException(
                ExitCodes.Unreachable, $"{Url} answered {(int)response.StatusCode}, and not in GraphQL. Is this Smart Dairy's address?");
    }

    private static ApiException CreateException(JsonElement error)
    {
        var message = error.GetProperty("message").GetString()!;
        var code = error.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("code", out var found)
            ? found.GetString()
            : null;
        if (error.TryGetProperty("extensions", out extensions) && extensions.TryGetProperty("hint", out var hint)
            && hint.ValueKind == JsonValueKind.String)
        {
            message += " " + hint.GetString();
        }

        return new ApiException(code is "UNAUTHENTICATED" or "FORBIDDEN" ? ExitCodes.Denied : ExitCodes.Failed, message, code);
    }
}
