using Microsoft.Net.Http.Headers;

namespace SmartDairy.GraphQL.Transport.Http;

/// <summary>The forms a response can have, and which one a client prefers.</summary>
public static class MediaTypes
{
    /// <summary>The draft's own type: errors of the request show in the HTTP status.</summary>
    public const string GraphQLResponse = "application/graphql-response+json";

    /// <summary>The older type: HTTP status 200 even for errors of the document.</summary>
    public const string Json = "application/json";

    /// <summary>A stream of events.</summary>
    public const string EventStream = "text/event-stream";

    // In the order of preference among equals; */* means Json, which every client understands.
    private static readonly string[] Supported = [Json, GraphQLResponse, EventStream];

    /// <summary>The best of the <c>Accept</c> header; <see cref="Json"/> without one; null when nothing offered is acceptable.</summary>
    public static string? Negotiate(Microsoft.Extensions.Primitives.StringValues accept)
    {
        if (accept.Count == 0 || accept.All(string.IsNullOrWhiteSpace))
        {
            return Json;
        }

        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var wanted))
        {
            return null;
        }

        string? best = null;
        var (bestQuality, bestPosition) = (0.0, int.MaxValue);
        foreach (var offer in Supported)
        {
            var (quality, position) = Rate(offer, wanted);
            if (quality < bestQuality || quality == 0 || (quality == bestQuality && position >= bestPosition))
            {
                continue;
            }

            (best, bestQuality, bestPosition) = (offer, quality, position);
        }
        return best;
    }

    // The most specific range that covers the offer decides, as HTTP has it: "*/*, text/event-stream;q=0" refuses event streams.
    private static (double Quality, int Position) Rate(string offer, IList<MediaTypeHeaderValue> wanted)
    {
        var (quality, position, specific) = (0.0, int.MaxValue, -1);
        for (var i = 0; i < wanted.Count; i++)
        {
            var range = wanted[i];
            var rank = range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
            var covers = rank switch
            {
                0 => true,
                1 => offer.StartsWith(range.Type.Value + "/", StringComparison.OrdinalIgnoreCase),
                _ => range.MediaType.Equals(offer, StringComparison.OrdinalIgnoreCase),
            };
            if (!covers || rank <= specific)
            {
                continue;
            }

            (quality, position, specific) = (range.Quality ?? 1, i, rank);
        }
        // A wildcard asks for a single answer, never for a stream.
        return offer == EventStream && specific < 2 ? (0, int.MaxValue) : (quality, position);
    }
}
