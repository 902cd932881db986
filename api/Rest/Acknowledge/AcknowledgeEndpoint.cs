using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Rest.Acknowledge;

/// <summary>
/// The page that a link in a message leads to. GET only shows, since mail scanners fetch links; the button on it posts. The signed token is
/// the whole credential, so the address goes into no cache, and no other site hears of it.
/// </summary>
public static class AcknowledgeEndpoint
{
    /// <summary>Where it is; the token is the query's <c>token</c>.</summary>
    public const string Path = "/alerts/ack";

    /// <summary>Requests a minute from one address (of IPv6: one network of 64 bits); further ones are answered with 429.</summary>
    public const int MaxRequestsPerMinute = 60;

    private const int MaxTokenLength = 4_096;
    private const int MaxBodyBytes = 16_384;
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-" + AcknowledgePage.StyleHash
        + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Puts the page on its address. Without an <see cref="IAcknowledgeLinkVerifier"/> among the services every link is answered with 404.
    /// </summary>
    public static WebApplication MapAcknowledgePage(this WebApplication app)
    {
        var limiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            RateLimitPartitionKey(context.Connection.RemoteIpAddress), _ => new()
            { PermitLimit = MaxRequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.MapGet(Path, context => HandleAsync(context, limiter, isPost: false));
        app.MapPost(Path, context => HandleAsync(context, limiter, isPost: true));
        return app;
    }

    private static async Task HandleAsync(HttpContext context, PartitionedRateLimiter<HttpContext> limiter, bool isPost)
    {
        using var lease = limiter.AttemptAcquire(context);
        var page = lease.IsAcquired ? await RenderAsync(context, isPost) : AcknowledgePage.TooManyRequests;
        var (response, headers) = (context.Response, context.Response.Headers);
        response.StatusCode = page.Status;
        response.ContentType = "text/html; charset=utf-8";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        if (page.Status == StatusCodes.Status429TooManyRequests)
        {
            headers.RetryAfter = "60";
        }

        await response.WriteAsync(page.Html, context.RequestAborted);
    }

    private static async Task<AcknowledgePage> RenderAsync(HttpContext context, bool acknowledge)
    {
        if (context.RequestServices.GetService<IAcknowledgeLinkVerifier>() is not { } links)
        {
            return AcknowledgePage.NotFound;
        }

        var token = acknowledge
            ? await ReadPostedTokenAsync(context)
            : context.Request.Query["token"] is { Count: 1 } query ? query[0] : null;
        if (token is { Length: > MaxTokenLength })
        {
            return AcknowledgePage.InvalidLink;
        }

        AcknowledgeLink? link;
        switch (links.Verify(token, out link))
        {
            case AcknowledgeLinkStatus.Valid when link is not null: break;
            case AcknowledgeLinkStatus.Expired: return AcknowledgePage.ExpiredLink;
            default: return AcknowledgePage.InvalidLink;
        }
        var desk = ActivatorUtilities.CreateInstance<AcknowledgeService>(context.RequestServices);
        return await desk.HandleAsync(link, token!, acknowledge, context.RequestAborted);
    }

    private static async Task<string?> ReadPostedTokenAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is > MaxBodyBytes)
        {
            return null;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(
                new()
                {
                    BufferBody = false,
                    ValueCountLimit = 4,
                    ValueLengthLimit = MaxBodyBytes,
                    KeyLengthLimit = 64,
                    MultipartBodyLengthLimit = MaxBodyBytes
                },
                context.RequestAborted);
            return form["token"] is { Count: 1 } token ? token[0] : null;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    // Whoever has one address of IPv6 has 2^64.
    private static string RateLimitPartitionKey(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
