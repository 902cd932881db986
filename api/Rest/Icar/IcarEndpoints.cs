using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>ICAR's Animal Data Exchange over HTTP, to read: <c>/icar/locations/{scheme}/{id}/{collection}</c>.</summary>
public static partial class IcarEndpoints
{
    /// <summary>Where it is.</summary>
    public const string Path = "/icar/locations/{scheme}/{id}/{collection}";

    /// <summary>Registers what the addresses need. It takes a herd store, a registry and a grain factory from the services.</summary>
    public static IServiceCollection AddIcar(this IServiceCollection services) => services.AddSingleton<IcarCollections>();

    /// <summary>Puts the collections on their addresses.</summary>
    public static WebApplication MapIcar(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(IcarEndpoints));
        app.Map("/icar/{**rest}", context =>
            HandleAsync(context, log, _ => throw new NotFoundException("There is no resource at this address.")));
        app.Map(Path, context => HandleAsync(context, log, ReadAsync));
        return app;
    }

    private static async Task HandleAsync(HttpContext context, ILogger log, Func<HttpContext, Task> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            {
                await new IcarProblem(StatusCodes.Status405MethodNotAllowed, "Read only", "This API is read-only: use GET.").WriteAsync(
                    context);
                return;
            }

            await answer(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            if (IcarProblem.FromException(e) is { } problem)
            {
                await problem.WriteAsync(context);
                return;
            }

            LogFault(log, context.TraceIdentifier, e);
            await new IcarProblem(StatusCodes.Status500InternalServerError, "Something went wrong",
                $"Report trace {context.TraceIdentifier}.").WriteAsync(context);
        }
    }

    private static async Task ReadAsync(HttpContext context)
    {
        var caller = (await context.AuthenticateAsync(BearerAuthenticationHandler.SchemeName)).Principal as ApiPrincipal
            ?? throw new UnauthenticatedException("Send Authorization: Bearer <key>.");
        var route = context.Request.RouteValues;
        var (scheme, id, name) = ((string)route["scheme"]!, (string)route["id"]!, (string)route["collection"]!);
        if (scheme != IcarIdentifierSchemes.Farm || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var farmId))
        {
            throw new NotFoundException($"Locations have the scheme {IcarIdentifierSchemes.Farm} and the farm's number as id.");
        }

        caller.RequireRead(farmId);
        var collections = context.RequestServices.GetRequiredService<IcarCollections>();
        var collection = collections.Find(name) ?? throw new NotFoundException($"There are {string.Join(", ", collections.Names)}.");
        var query = IcarQuery.Parse(farmId, context.Request.Query);
        await FarmAccess.RequireAsync(context.RequestServices.GetRequiredService<IGrainFactory>(), farmId);
        var page = await collection.ReadAsync(query, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(
            new { view = CreateView(context.Request, query, page), member = page.Members }, IcarJson.Options, context.RequestAborted);
    }

    private static object CreateView(HttpRequest request, IcarQuery query, IcarPage page)
    {
        var first = $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{QueryString.Create(QueryParameters(query))}";
        return new
        {
            totalItems = page.Total,
            totalPages = (page.Total + query.PageSize - 1) / query.PageSize,
            pageSize = query.PageSize,
            first,
            next = page.NextToken is { } token ? $"{first}&{IcarQuery.PageTokenParameter}={Uri.EscapeDataString(token)}" : null,
        };
    }

    private static IEnumerable<KeyValuePair<string, string?>> QueryParameters(IcarQuery query)
    {
        yield return new(IcarQuery.PageSizeParameter, query.PageSize.ToString(CultureInfo.InvariantCulture));
        if (query.ModifiedFrom is { } from)
        {
            yield return new(IcarQuery.ModifiedFromParameter, IcarJson.FormatTime(from));
        }

        if (query.ModifiedTo is { } to)
        {
            yield return new(IcarQuery.ModifiedToParameter, IcarJson.FormatTime(to));
        }
    }

    [LoggerMessage(3301, LogLevel.Error, "Failed to answer an ICAR request (trace {Trace}); the caller received status 500")]
    private static partial void LogFault(ILogger log, string trace, Exception exception);
}
