using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Alerts;

/// <summary>
/// The page that a link in a message leads to. GET only shows, since mail scanners fetch links; the button on it posts. The signed token is the whole credential,
/// so the address goes into no cache, and no other site hears of it.
/// </summary>
public static class AcknowledgeEndpoints
{
    /// <summary>Where it is; the token is the query's <c>token</c>.</summary>
    public const string Path = "/alerts/ack";

    /// <summary>Requests a minute from one address (of IPv6: one network of 64 bits); further ones are answered with 429.</summary>
    public const int MostAMinute = 60;

    private const int LongestToken = 4_096;
    private const int LongestBody = 16_384;
    private const string Policy = "default-src 'none'; style-src 'sha256-" + AcknowledgeHtml.StyleHash + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Puts the page on its address. Without an <see cref="IAcknowledgeLinks"/> among the services every link is answered with 404.</summary>
    public static WebApplication MapAcknowledgePage(this WebApplication app)
    {
        var limiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            NetworkOf(context.Connection.RemoteIpAddress), _ => new() { PermitLimit = MostAMinute, Window = TimeSpan.FromMinutes(1) }));
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.MapGet(Path, context => HandleAsync(context, limiter, acknowledge: false));
        app.MapPost(Path, context => HandleAsync(context, limiter, acknowledge: true));
        return app;
    }

    private static async Task HandleAsync(HttpContext context, PartitionedRateLimiter<HttpContext> limiter, bool acknowledge)
    {
        using var lease = limiter.AttemptAcquire(context);
        var page = lease.IsAcquired ? await PageAsync(context, acknowledge) : AcknowledgeHtml.Busy;
        var (response, headers) = (context.Response, context.Response.Headers);
        response.StatusCode = page.Status;
        response.ContentType = "text/html; charset=utf-8";
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        if (page.Status == StatusCodes.Status429TooManyRequests) headers.RetryAfter = "60";
        await response.WriteAsync(page.Html, context.RequestAborted);
    }

    private static async Task<AcknowledgeHtml> PageAsync(HttpContext context, bool acknowledge)
    {
        if (context.RequestServices.GetService<IAcknowledgeLinks>() is not { } links) return AcknowledgeHtml.Unknown;
        var token = acknowledge ? await PostedAsync(context) : context.Request.Query["token"] is { Count: 1 } query ? query[0] : null;
        if (token is { Length: > LongestToken }) return AcknowledgeHtml.Forged;
        AcknowledgeLink? link;
        switch (links.Read(token, out link))
        {
            case LinkFault.None when link is not null: break;
            case LinkFault.Expired: return AcknowledgeHtml.Expired;
            default: return AcknowledgeHtml.Forged;
        }
        var desk = ActivatorUtilities.CreateInstance<AcknowledgeDesk>(context.RequestServices);
        return await desk.AnswerAsync(link, token!, acknowledge, context.RequestAborted);
    }

    private static async Task<string?> PostedAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is > LongestBody) return null;
        try
        {
            var form = await context.Request.ReadFormAsync(
                new() { BufferBody = false, ValueCountLimit = 4, ValueLengthLimit = LongestBody, KeyLengthLimit = 64, MultipartBodyLengthLimit = LongestBody },
                context.RequestAborted);
            return form["token"] is { Count: 1 } token ? token[0] : null;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    // Whoever has one address of IPv6 has 2^64.
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
