using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Execution;

namespace SmartDairy.GraphQL.Transport.Http;

/// <summary>Reads the operation out of an HTTP request.</summary>
public sealed class RequestReader(IGraphQLTextSerializer serializer, IOptions<GraphQLApiOptions> options)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };
    private readonly int _maxBodyBytes = options.Value.MaxBodyBytes;

    /// <summary>The operation of a GET or POST.</summary>
    /// <exception cref="HttpStatusException">It holds none.</exception>
    public async Task<GraphQLRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var document = HttpMethods.IsGet(request.Method)
            ? FromQueryString(request.Query)
            : await FromBodyAsync(request, cancellationToken);
        return FromJson(document.RootElement);
    }

    /// <summary>The operation of a JSON object with query, operationName, variables and extensions.</summary>
    /// <exception cref="HttpStatusException">It has another shape; the message says where.</exception>
    public GraphQLRequest FromJson(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            throw BadRequest(
                "Batches are not supported: send one operation a request.", "Several root fields in one operation are answered together.");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw BadRequest("The request must be a JSON object.", "Send {\"query\":\"...\"}.");
        }

        RequireKind(root, "query", JsonValueKind.String, required: true);
        RequireKind(root, "operationName", JsonValueKind.String);
        RequireKind(root, "variables", JsonValueKind.Object);
        RequireKind(root, "extensions", JsonValueKind.Object);
        try
        {
            var request = serializer.ReadNode<GraphQLRequest>(root)!;
            return string.IsNullOrWhiteSpace(request.Query) ? throw BadRequest("'query' is empty.", "Send {\"query\":\"...\"}.") : request;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw BadRequest("The request can't be read: " + e.Message, "Is every string valid UTF-8?");
        }
    }

    private async Task<JsonDocument> FromBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        RequireJson(request.ContentType);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = _maxBodyBytes;
        }

        try
        {
            return await JsonDocument.ParseAsync(request.Body, Strict, cancellationToken);
        }
        catch (JsonException e)
        {
            throw BadRequest(
                $"The body is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine}).", "Send UTF-8 JSON: {\"query\":\"...\"}.");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new HttpStatusException(e.StatusCode, ErrorCode.InvalidArgument, $"The body is larger than {_maxBodyBytes} bytes.",
                "Split it into several requests.");
        }
        catch (BadHttpRequestException e)
        {
            throw new HttpStatusException(e.StatusCode, ErrorCode.InvalidArgument, "The body can't be read.");
        }
    }

    private static void RequireJson(string? contentType)
    {
        var json = MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase);
        if (json && (!type!.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        throw new HttpStatusException(
            StatusCodes.Status415UnsupportedMediaType, ErrorCode.InvalidArgument, "The body must be JSON in UTF-8.",
            "Send 'Content-Type: application/json'.");
    }

    // The address becomes the same JSON object as a body, so that both pass the same checks.
    private static JsonDocument FromQueryString(IQueryCollection query)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var name in (ReadOnlySpan<string>)["query", "operationName"])
            {
                if (query[name] is [{ } text])
                {
                    writer.WriteString(name, text);
                }
            }
            foreach (var name in (ReadOnlySpan<string>)["variables", "extensions"])
            {
                if (query[name] is not [{ Length: > 0 } text])
                {
                    continue;
                }

                writer.WritePropertyName(name);
                try
                {
                    writer.WriteRawValue(Encoding.UTF8.GetBytes(text));
                }
                catch (Exception e) when (e is JsonException or ArgumentException)
                {
                    throw BadRequest($"'{name}' in the address is not JSON.", "Encode a JSON object.");
                }
            }
            writer.WriteEndObject();
        }
        return JsonDocument.Parse(buffer.ToArray(), Strict);
    }

    private static void RequireKind(JsonElement root, string name, JsonValueKind kind, bool required = false)
    {
        var there = root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
        if (!there && required)
        {
            throw BadRequest($"'{name}' is missing.", "Send {\"query\":\"...\"}.");
        }

        if (there && value.ValueKind != kind)
        {
            throw BadRequest($"'{name}' must be {(kind == JsonValueKind.String ? "a string" : "an object")}.", null);
        }
    }

    private static HttpStatusException BadRequest(string message, string? hint)
        => new(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, message, hint);
}
