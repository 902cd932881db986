using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SmartDairy.Api.GraphQL.Execution;

namespace SmartDairy.Api.GraphQL.Transport.Http;

/// <summary>Reads the operation out of an HTTP request.</summary>
public sealed class RequestReader(IGraphQLTextSerializer serializer, IOptions<GraphQLApiOptions> options)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };
    private readonly int _mostBytes = options.Value.MaxBodyBytes;

    /// <summary>The operation of a GET or POST.</summary>
    /// <exception cref="HttpRefusal">It holds none.</exception>
    public async Task<GraphQLRequest> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var document = HttpMethods.IsGet(request.Method) ? FromAddress(request.Query) : await FromBodyAsync(request, cancel);
        return FromJson(document.RootElement);
    }

    /// <summary>The operation of a JSON object with query, operationName, variables and extensions.</summary>
    /// <exception cref="HttpRefusal">It has another shape; the message says where.</exception>
    public GraphQLRequest FromJson(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            throw Bad("Batches are not supported: send one operation a request.", "Several root fields in one operation are answered together.");
        if (root.ValueKind != JsonValueKind.Object) throw Bad("The request must be a JSON object.", "Send {\"query\":\"...\"}.");
        Check(root, "query", JsonValueKind.String, required: true);
        Check(root, "operationName", JsonValueKind.String);
        Check(root, "variables", JsonValueKind.Object);
        Check(root, "extensions", JsonValueKind.Object);
        try
        {
            var request = serializer.ReadNode<GraphQLRequest>(root)!;
            return string.IsNullOrWhiteSpace(request.Query) ? throw Bad("'query' is empty.", "Send {\"query\":\"...\"}.") : request;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Bad("The request can't be read: " + e.Message, "Is every string valid UTF-8?");
        }
    }

    private async Task<JsonDocument> FromBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        RequireJson(request.ContentType);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = _mostBytes;
        try
        {
            return await JsonDocument.ParseAsync(request.Body, Strict, cancel);
        }
        catch (JsonException e)
        {
            throw Bad($"The body is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine}).", "Send UTF-8 JSON: {\"query\":\"...\"}.");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new HttpRefusal(e.StatusCode, ErrorCode.InvalidArgument, $"The body is larger than {_mostBytes} bytes.", "Split it into several requests.");
        }
        catch (BadHttpRequestException e)
        {
            throw new HttpRefusal(e.StatusCode, ErrorCode.InvalidArgument, "The body can't be read.");
        }
    }

    private static void RequireJson(string? contentType)
    {
        var json = MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase);
        if (json && (!type!.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))) return;
        throw new HttpRefusal(
            StatusCodes.Status415UnsupportedMediaType, ErrorCode.InvalidArgument, "The body must be JSON in UTF-8.", "Send 'Content-Type: application/json'.");
    }

    // The address becomes the same JSON object as a body, so that both pass the same checks.
    private static JsonDocument FromAddress(IQueryCollection query)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var name in (ReadOnlySpan<string>)["query", "operationName"])
            {
                if (query[name] is [{ } text]) writer.WriteString(name, text);
            }
            foreach (var name in (ReadOnlySpan<string>)["variables", "extensions"])
            {
                if (query[name] is not [{ Length: > 0 } text]) continue;
                writer.WritePropertyName(name);
                try
                {
                    writer.WriteRawValue(Encoding.UTF8.GetBytes(text));
                }
                catch (Exception e) when (e is JsonException or ArgumentException)
                {
                    throw Bad($"'{name}' in the address is not JSON.", "Encode a JSON object.");
                }
            }
            writer.WriteEndObject();
        }
        return JsonDocument.Parse(buffer.ToArray(), Strict);
    }

    private static void Check(JsonElement root, string name, JsonValueKind kind, bool required = false)
    {
        var there = root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
        if (!there && required) throw Bad($"'{name}' is missing.", "Send {\"query\":\"...\"}.");
        if (there && value.ValueKind != kind)
            throw Bad($"'{name}' must be {(kind == JsonValueKind.String ? "a string" : "an object")}.", null);
    }

    private static HttpRefusal Bad(string message, string? hint) => new(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, message, hint);
}
